using System.Collections.Concurrent;

namespace Conformance;

/// <summary>Doors in grain methods that a test opens, so that tests need no waiting times. Silos and tests share the process.</summary>
public static class Gates
{
    private static readonly ConcurrentDictionary<string, Gate> Known = new(StringComparer.Ordinal);

    public static Gate Get(string name) => Known.GetOrAdd(name, static _ => new Gate());
}
