namespace OrleansMarkets.Simulation.Checks;

/// <summary>What was found to be wrong, by the number of the invariant; only the first of each are kept in words.</summary>
internal sealed class Violations
{
    private const int Kept = 3;

    private readonly SortedDictionary<string, (int Count, List<string> Words)> _found = new(StringComparer.Ordinal);

    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => _found.Count == 0;

    /// <summary>The invariants that were broken.</summary>
    public IReadOnlyCollection<string> Invariants => _found.Keys;

    public void Add(string invariant, string words)
    {
        (int count, List<string> kept) = _found.TryGetValue(invariant, out (int, List<string>) found) ? found : (0, []);
        if (count < Kept)
        {
            kept.Add(words);
        }

        _found[invariant] = (count + 1, kept);
    }

    public void Require(bool holds, string invariant, FormattableString words)
    {
        if (!holds)
        {
            Add(invariant, FormattableString.Invariant(words));
        }
    }

    public IEnumerable<string> Describe(string invariant) =>
        _found.TryGetValue(invariant, out (int, List<string> Words) found) ? found.Words : [];

    public override string ToString() => string.Join(
        Environment.NewLine, _found.Select(pair => $"  {pair.Key} x{pair.Value.Count}: {string.Join(" | ", pair.Value.Words)}"));
}
