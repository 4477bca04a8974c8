namespace Orleans.Simulated.Tests.Grains;

/// <summary>What all activations of all ledgers did: shared by all silos, as a database is.</summary>
public sealed class LedgerBook
{
    private readonly Dictionary<string, int> _activations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _amounts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public List<string> Beats { get; } = [];

    public int Reminded { get; set; }

    public int NextActivation(string key) => _activations[key] = _activations.GetValueOrDefault(key) + 1;

    public long Deposit(string key, string id, long amount)
    {
        if (_ids.Add(id))
        {
            _amounts[key] = _amounts.GetValueOrDefault(key) + amount;
        }

        return _amounts[key];
    }
}
