using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Simulation.Engine;

/// <summary>Which members of a type are serialized: those with an [Id], and the positional ones of a record.</summary>
internal static class SerializedMembers
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Known = new();

    public static FieldInfo[] Of(Type type) => Known.GetOrAdd(type, static each =>
        [.. Levels(each).SelectMany(level => level.GetFields(Declared).Where(field => IsSerialized(level, field)))]);

    public static IEnumerable<FieldInfo> AllFields(Type type) => Levels(type).SelectMany(level => level.GetFields(Declared));

    /// <summary>The type and its bases, down to the first one that is not part of a contract.</summary>
    public static IEnumerable<Type> Levels(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            yield return level;
        }
    }

    /// <summary>The property behind a compiler-made field; null for a field that was written as one.</summary>
    public static PropertyInfo? PropertyOf(Type level, FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal) is > 1 and var end
            ? level.GetProperty(field.Name[1..end], Declared)
            : null;

    public static IdAttribute? IdOf(Type level, FieldInfo field) =>
        field.GetCustomAttribute<IdAttribute>() ?? PropertyOf(level, field)?.GetCustomAttribute<IdAttribute>();

    /// <summary>Names of the positional parameters of a record; empty for other types.</summary>
    public static string[] PositionalNames(Type level) =>
        level.GetMethod("PrintMembers", Declared) is null || level.GetMethod("Deconstruct", Declared) is not { } deconstruct
            ? []
            : [.. deconstruct.GetParameters().Select(parameter => parameter.Name!)];

    private static bool IsSerialized(Type level, FieldInfo field) =>
        IdOf(level, field) is not null
        || (PropertyOf(level, field) is { } property && PositionalNames(level).Contains(property.Name, StringComparer.Ordinal));
}
