using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Images;

/// <summary>The auction that a market has called, and the last one that it held. Times are nanoseconds since the Unix epoch.</summary>
/// <param name="Phase">The market's phase.</param>
/// <param name="IsCalled">Whether orders are being collected for an auction; in a market of batches, whether one is due.</param>
/// <param name="DueNs">When it will be held; zero until an operator says so, or if none is called.</param>
/// <param name="After">The phase that follows it.</param>
/// <param name="Indication">What it would give, as last published; default if no two orders meet, or nothing is published.</param>
/// <param name="IndicatedNs">When that was published; zero for not yet.</param>
/// <param name="Held">What the last auction found; default if no two orders met, or before the first.</param>
/// <param name="HeldNs">When it was held; zero before the first.</param>
/// <param name="HeldSequence">Its record.</param>
/// <param name="Sequence">Sequence of the last record.</param>
/// <param name="TimeNs">Its book time.</param>
public sealed record AuctionImage(
    MarketPhase Phase,
    bool IsCalled,
    long DueNs,
    MarketPhase After,
    AuctionPrice Indication,
    long IndicatedNs,
    AuctionPrice Held,
    long HeldNs,
    long HeldSequence,
    long Sequence,
    long TimeNs);
