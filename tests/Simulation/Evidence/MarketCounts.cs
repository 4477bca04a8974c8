using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>How often what happened in a market.</summary>
internal sealed class MarketCounts
{
    public long Records { get; set; }

    public long Trades { get; set; }

    public long PartialLiquidations { get; set; }

    public long FullLiquidations { get; set; }

    public long Deleveragings { get; set; }

    public long CaughtUpFundings { get; set; }

    public long StaleFundings { get; set; }

    public long IndexRejections { get; set; }

    public long Quarantines { get; set; }

    /// <summary>Takeovers that left the market cancel-only for its second poison within a minute.</summary>
    public long PoisonHalts { get; set; }

    public long OperatorActs { get; set; }

    public long AuctionTrades { get; set; }

    public long Interruptions { get; private set; }

    public long SelfTrades { get; private set; }

    public long NothingToReduce { get; private set; }

    public void Note(in PhaseChangedEvent changed) => Interruptions += changed.Phase == MarketPhase.Interrupted ? 1 : 0;

    public void Note(CancelReason reason)
    {
        SelfTrades += reason == CancelReason.SelfTrade ? 1 : 0;
        NothingToReduce += reason == CancelReason.NothingToReduce ? 1 : 0;
    }
}
