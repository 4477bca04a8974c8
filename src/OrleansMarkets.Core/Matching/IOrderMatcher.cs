namespace OrleansMarkets.Core.Matching;

/// <summary>
/// Bare matching of many symbols by price and time, without accounts: what a recorded order flow is replayed through. The market engine
/// adds accounts, margin and clearing to the same book. All implementations give the same outcomes and trades for the same commands.
/// </summary>
public interface IOrderMatcher
{
    /// <summary>The trades so far.</summary>
    TradeTape Tape { get; }

    /// <summary>
    /// Executes commands in order. They must be sound: a known kind and rule, a known symbol, at least one lot, and every entering id
    /// above all before it.
    /// </summary>
    /// <param name="commands">The commands.</param>
    /// <param name="outcomes">What becomes of each; as many as there are commands.</param>
    void Execute(ReadOnlySpan<OrderCommand> commands, Span<OrderOutcome> outcomes);

    /// <summary>Empties all books; memory that they grew to stays.</summary>
    void Clear();

    /// <summary>
    /// The resting orders: symbols rising, buy side first, best price first, oldest order first.
    /// </summary>
    IEnumerable<RestingLots> Resting();
}
