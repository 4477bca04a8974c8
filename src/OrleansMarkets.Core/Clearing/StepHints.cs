namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Asks the processor early for what the steps of a batch will look up among the results stored, of which a busy market keeps far more
/// than a cache holds. Hints change nothing but time, and need not be given.
/// </summary>
public readonly struct StepHints
{
    private readonly ResultStore _results;

    internal StepHints(ResultStore results) => _results = results;

    /// <summary>A command will come: its id will be looked for.</summary>
    /// <param name="account">Its account.</param>
    /// <param name="id">Its id.</param>
    public void Expect(long account, CommandId id) => _results.PrefetchEntry(account, id);

    /// <summary>A command will come that names another by its id: worth its time once that id was expected.</summary>
    /// <param name="account">Its account.</param>
    /// <param name="id">The id that it names; none if it names none.</param>
    public void ExpectResult(long account, CommandId id)
    {
        if (id != CommandId.None)
        {
            _results.Prefetch(_results.Find(account, id));
        }
    }
}
