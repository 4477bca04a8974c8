using System.Collections.Concurrent;

namespace Conformance;

/// <summary>What grains, filters and services did, for tests to read. Silos and tests share the process.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Books = new(StringComparer.Ordinal);

    public static void Write(string book, string line) => Books.GetOrAdd(book, static _ => new()).Enqueue(line);

    public static string[] Read(string book) => Books.TryGetValue(book, out var lines) ? [.. lines] : [];
}
