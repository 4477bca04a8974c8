namespace OrleansMarkets.Lab.Flows;

/// <summary>What an order flow gave, and how fast.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Engine">Which matcher.</param>
/// <param name="Trades">Trades, those of the prefill included.</param>
/// <param name="TradesInPrefill">Trades of the prefill.</param>
/// <param name="VolumeLots">Lots traded.</param>
/// <param name="Notional">Price times lots of all trades.</param>
/// <param name="TradesHash">Checksum of all trades in order.</param>
/// <param name="Book">What rests at the end.</param>
/// <param name="Outcomes">What became of the commands.</param>
/// <param name="Speed">Times of the commands after the prefill.</param>
public sealed record OrderFlowReport(
    OrderFlow Flow,
    string Engine,
    int Trades,
    int TradesInPrefill,
    Int128 VolumeLots,
    Int128 Notional,
    ulong TradesHash,
    RestingBook Book,
    OutcomeCounts Outcomes,
    FlowSpeed Speed);
