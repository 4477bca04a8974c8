using System.Reflection;

namespace Orleans.Simulation;

/// <summary>
/// Checks the types that cross grain calls, as the real runtime and its analyzers would: [GenerateSerializer] on every type, an [Id] of
/// its own on every member, an [Alias] on every type and grain interface.
/// </summary>
public static class SerializationContracts
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Checked = [];
    private static readonly List<string> Found = [];

    /// <summary>Checks one type and everything it refers to.</summary>
    /// <param name="type">A message type or a grain interface.</param>
    /// <returns>What is wrong, in words; empty when nothing is.</returns>
    public static IReadOnlyList<string> Check(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var errors = new List<string>();
        var seen = new HashSet<Type>();
        if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        {
            CheckInterface(type, errors, seen);
        }
        else
        {
            CheckType(type, type.Name, errors, seen);
        }

        return errors;
    }

    /// <summary>Checks every grain interface of the loaded assemblies; done once for each assembly.</summary>
    /// <returns>What is wrong, in words; empty when nothing is.</returns>
    public static IReadOnlyList<string> CheckLoadedAssemblies()
    {
        lock (Gate)
        {
            var seen = new HashSet<Type>();
            foreach (var type in GrainTypes.Assemblies().Where(Checked.Add).SelectMany(GrainTypes.TypesOf))
            {
                if (type.IsInterface && typeof(IGrain).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly)
                {
                    CheckInterface(type, Found, seen);
                }
                else if (!type.ContainsGenericParameters && type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
                    && type.GetCustomAttribute<IgnoreContractErrorsAttribute>() is null)
                {
                    CheckType(type, type.Name, Found, seen);
                }
            }

            return [.. Found];
        }
    }

    private static void CheckInterface(Type type, List<string> errors, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        if (!type.IsDefined(typeof(AliasAttribute)))
        {
            errors.Add($"{type}: the grain interface has no [Alias].");
        }

        foreach (var property in type.GetProperties())
        {
            errors.Add($"{type}.{property.Name}: a grain interface must not have properties.");
        }

        foreach (var method in type.GetMethods().Where(method => !method.IsSpecialName))
        {
            var where = $"{type.Name}.{method.Name}";
            foreach (var parameter in method.GetParameters())
            {
                CheckType(parameter.ParameterType, where, errors, seen);
            }

            if (method.ReturnType.IsGenericType && Unwrap(method.ReturnType) is { } result)
            {
                CheckType(result, where, errors, seen);
            }
            else if (method.ReturnType != typeof(Task) && method.ReturnType != typeof(ValueTask))
            {
                errors.Add($"{where}: must return a task.");
            }
        }
    }

    private static Type? Unwrap(Type type) =>
        type.GetGenericTypeDefinition() is var definition && (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static void CheckType(Type type, string where, List<string> errors, HashSet<Type> seen)
    {
        if (type.IsGenericParameter || !seen.Add(type))
        {
            return;
        }

        if (type.IsArray)
        {
            CheckType(type.GetElementType()!, where, errors, seen);
            return;
        }

        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
        {
            CheckType(argument, where, errors, seen);
        }

        if (DeepCopier.IsBuiltIn(type))
        {
            return;
        }

        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            errors.Add($"{type} (in {where}): no [GenerateSerializer].");
            return;
        }

        if (!type.IsDefined(typeof(AliasAttribute), inherit: false))
        {
            errors.Add($"{type} (in {where}): no [Alias].");
        }

        CheckMembers(type, errors, seen);
    }

    private static void CheckMembers(Type type, List<string> errors, HashSet<Type> seen)
    {
        foreach (var level in SerializedMembers.Levels(type))
        {
            if (level != type && !level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            {
                errors.Add($"{level} (base of {type}): no [GenerateSerializer].");
                return;
            }

            var positional = SerializedMembers.PositionalNames(level);
            var ids = new HashSet<uint>();
            var fields = level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => !field.IsDefined(typeof(NonSerializedAttribute)))
                .ToArray();
            foreach (var field in fields)
            {
                var name = SerializedMembers.PropertyOf(level, field)?.Name ?? field.Name;
                var id = SerializedMembers.IdOf(level, field);
                if (id is null && !positional.Contains(name, StringComparer.Ordinal))
                {
                    errors.Add($"{level}.{name}: no [Id].");
                }
                else if (id is not null && !ids.Add(id.Id))
                {
                    errors.Add($"{level}.{name}: [Id({id.Id})] is used twice.");
                }

                CheckType(field.FieldType, $"{level.Name}.{name}", errors, seen);
            }
        }
    }
}
