using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Simulation.Engine;

/// <summary>The grain classes and contract assemblies of this process.</summary>
internal static class GrainTypes
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Scanned = [];
    private static readonly Dictionary<Type, List<GrainClassModel>> ByInterface = [];
    private static readonly Dictionary<GrainType, GrainClassModel> ByType = [];
    private static readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClassModel> Found = new();

    /// <summary>Finds the class that implements an interface.</summary>
    public static GrainClassModel Find(Type interfaceType, string? prefix) => Found.GetOrAdd((interfaceType, prefix), static key =>
    {
        lock (Gate)
        {
            Scan();
            var candidates = (ByInterface.GetValueOrDefault(key.Interface) ?? [])
                .Where(each => key.Prefix is null || each.Type.FullName!.StartsWith(key.Prefix, StringComparison.Ordinal))
                .ToArray();
            return candidates.Length switch
            {
                1 => candidates[0],
                0 => throw new ArgumentException($"No grain class implements {key.Interface}."),
                _ => throw new ArgumentException($"Several grain classes implement {key.Interface}: name one by its prefix."),
            };
        }
    });

    /// <summary>Finds the class of a grain type.</summary>
    public static GrainClassModel Find(GrainType type)
    {
        lock (Gate)
        {
            Scan();
            return ByType.TryGetValue(type, out var found) ? found : throw new ArgumentException($"There is no grain type {type}.");
        }
    }

    /// <summary>The assemblies that use the grain runtime, in order of name.</summary>
    public static IReadOnlyList<Assembly> Assemblies()
    {
        var self = typeof(IGrain).Assembly;
        var found = new SortedDictionary<string, Assembly>(StringComparer.Ordinal);
        var open = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        while (open.TryPop(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (found.ContainsKey(assembly.FullName!) || !references.Any(name => name.Name == self.GetName().Name))
            {
                continue;
            }

            found.Add(assembly.FullName!, assembly);
            foreach (var reference in references.Where(name => !IsFramework(name)))
            {
                open.Push(Assembly.Load(reference));
            }
        }

        return [.. found.Values];
    }

    public static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static bool IsFramework(AssemblyName name) =>
        name.Name is { } text
        && (text.StartsWith("System", StringComparison.Ordinal) || text.StartsWith("Microsoft", StringComparison.Ordinal)
            || text is "netstandard" or "mscorlib");

    private static void Scan()
    {
        foreach (var type in Assemblies().Where(Scanned.Add).SelectMany(TypesOf))
        {
            if (!type.IsClass || type.IsAbstract || type.ContainsGenericParameters || typeof(GrainReference).IsAssignableFrom(type)
                || !typeof(IGrainBase).IsAssignableFrom(type) || !typeof(IGrain).IsAssignableFrom(type))
            {
                continue;
            }

            var model = new GrainClassModel(type);
            if (!ByType.TryAdd(model.GrainType, model))
            {
                var other = ByType[model.GrainType].Type;
                throw new OrleansConfigurationException($"{type} and {other} have the same grain type {model.GrainType}.");
            }

            foreach (var each in type.GetInterfaces().Where(each => typeof(IGrain).IsAssignableFrom(each)))
            {
                if (!ByInterface.TryGetValue(each, out var classes))
                {
                    ByInterface.Add(each, classes = []);
                }

                classes.Add(model);
            }
        }
    }
}
