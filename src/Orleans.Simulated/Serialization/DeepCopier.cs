using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using Orleans.Serialization;

namespace Orleans.Simulation.Engine;

/// <summary>
/// Copies arguments, results and stored states as serialization would: only numbered members survive, and types without a serializer are
/// refused. Immutable values are not copied.
/// </summary>
internal static class DeepCopier
{
    private static readonly FrozenSet<Type> ImmutableTypes = new[]
    {
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger),
        typeof(CancellationToken), typeof(System.Net.IPAddress), typeof(System.Net.IPEndPoint), typeof(GrainId), typeof(GrainType),
        typeof(IdSpan), typeof(SiloAddress), typeof(GrainAddress), typeof(VoidResult),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> ImmutableGenerics = new[]
    {
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>),
        typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(Tuple<>),
        typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>),
    }.ToFrozenSet();

    private static readonly ConcurrentDictionary<Type, bool> KnownImmutable = new();
    private static readonly ConcurrentDictionary<Type, Func<object, CopyContext, object>> Copiers = new();

    /// <summary>Whether values of a type need no copy.</summary>
    public static bool IsImmutable(Type type) =>
        KnownImmutable.TryGetValue(type, out var known) ? known : KnownImmutable[type] = DecideImmutable(type, []);

    /// <summary>Whether a type from outside of the contracts can be serialized.</summary>
    public static bool IsBuiltIn(Type type) =>
        type.IsPrimitive || type.IsEnum || ImmutableTypes.Contains(type) || type == typeof(object)
        || typeof(Exception).IsAssignableFrom(type) || (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        || (type.IsGenericType && (ImmutableGenerics.Contains(type.GetGenericTypeDefinition())
            || CollectionCopiers.IsKnown(type.GetGenericTypeDefinition())));

    public static object? Copy(object? value) => value is null || IsImmutable(value.GetType()) ? value : Copy(value, new CopyContext());

    public static object? Copy(object? value, CopyContext context)
    {
        if (value is null || IsImmutable(value.GetType()))
        {
            return value;
        }

        if (context.TryGet(value, out var known))
        {
            return known;
        }

        return Copiers.GetOrAdd(value.GetType(), MakeCopier)(value, context);
    }

    private static Func<object, CopyContext, object> MakeCopier(Type type)
    {
        if (typeof(IGrainBase).IsAssignableFrom(type))
        {
            throw new ArgumentException($"{type} cannot be sent: send this.AsReference<T>() instead of the grain itself.");
        }

        if (type.IsArray)
        {
            return type.GetArrayRank() == 1 ? CopyArray : throw new CodecNotFoundException($"{type}: only arrays of rank 1 are supported.");
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return CopyMembers(SerializedMembers.Of(type));
        }

        if (type.IsGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            if (CollectionCopiers.Find(type) is { } copier)
            {
                return copier;
            }

            if (ImmutableGenerics.Contains(definition) && definition.Name.Contains("Tuple", StringComparison.Ordinal)
                || definition == typeof(KeyValuePair<,>))
            {
                return CopyMembers(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
            }
        }

        throw new CodecNotFoundException($"{type} has no serializer: give it [GenerateSerializer] or send a type that has one.");
    }

    private static object CopyArray(object value, CopyContext context)
    {
        var source = (Array)value;
        var copy = (Array)source.Clone();
        context.Add(source, copy);
        if (!IsImmutable(source.GetType().GetElementType()!))
        {
            for (var i = 0; i < copy.Length; i++)
            {
                copy.SetValue(Copy(source.GetValue(i), context), i);
            }
        }

        return copy;
    }

    private static Func<object, CopyContext, object> CopyMembers(IReadOnlyList<FieldInfo> fields) => (value, context) =>
    {
        var copy = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(value.GetType());
        if (!value.GetType().IsValueType)
        {
            context.Add(value, copy);
        }

        foreach (var field in fields)
        {
            field.SetValue(copy, Copy(field.GetValue(value), context));
        }

        return copy;
    };

    private static bool DecideImmutable(Type type, HashSet<Type> open)
    {
        if (type.IsPrimitive || type.IsEnum || ImmutableTypes.Contains(type) || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
            || typeof(GrainReference).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type)
            || typeof(Type).IsAssignableFrom(type))
        {
            return true;
        }

        if (!open.Add(type))
        {
            return true;
        }

        if (type.IsGenericType && ImmutableGenerics.Contains(type.GetGenericTypeDefinition()))
        {
            return type.GetGenericArguments().All(each => (each.IsValueType || each.IsSealed) && DecideImmutable(each, open));
        }

        // A struct is copied by passing it on if every member is serialized and immutable.
        return type.IsValueType && type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
            && SerializedMembers.AllFields(type).All(SerializedMembers.Of(type).Contains)
            && SerializedMembers.Of(type).All(field => DecideImmutable(field.FieldType, open));
    }
}
