using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>How often what happened in a market.</summary>
internal sealed class MarketCounts
{
    private readonly Dictionary<CancelReason, long> _cancels = [];

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

    /// <summary>Liquidations that interrupted the market.</summary>
    public long InterruptedLiquidations { get; set; }

    /// <summary>Takers that traded in the band after an interruption without a trade.</summary>
    public long TradesInMovedBand { get; set; }

    public long Refills { get; set; }

    public long PegMoves { get; set; }

    public long TriggerMoves { get; set; }

    /// <summary>Takers that waited for their time.</summary>
    public long Delays { get; set; }

    /// <summary>Orders whose trigger was reached by the last price, the mark and the index.</summary>
    public long[] Triggered { get; } = new long[3];

    public long TrailingTriggered { get; private set; }

    /// <summary>Orders of linked groups that lost what another one traded.</summary>
    public long LinkedLosses { get; set; }

    public long ChildrenEntered { get; set; }

    /// <summary>Orders and takers that lost the same lots to each other.</summary>
    public long Decrements { get; set; }

    /// <summary>Takers that their own rule has ended at one of their own orders.</summary>
    public long StoppedTakers { get; set; }

    /// <summary>Auctions that were held because their time had come.</summary>
    public long TimedAuctions { get; set; }

    public long SwitchesSet { get; set; }

    public long SwitchesFired { get; set; }

    public long AmendmentsInPlace { get; private set; }

    public long AmendmentsElsewhere { get; private set; }

    /// <summary>Waiting orders that got new terms and were not only made smaller.</summary>
    public long WaitingAmended { get; set; }

    /// <summary>Times that lots left for a reason.</summary>
    public long Cancels(CancelReason reason) => _cancels.GetValueOrDefault(reason);

    public void Note(in PhaseChangedEvent changed) => Interruptions += changed.Phase == MarketPhase.Interrupted ? 1 : 0;

    public void Note(in OrderAmendedEvent amended)
    {
        AmendmentsInPlace += amended.KeepsPlace ? 1 : 0;
        AmendmentsElsewhere += amended.KeepsPlace ? 0 : 1;
    }

    public void Note(NaiveWaiting entered)
    {
        if (entered.DueNs is null && entered.HasTrigger)
        {
            Triggered[(int)entered.First.Instructions.Trigger.Source]++;
            TrailingTriggered += entered.First.Instructions.Trigger.Kind == TriggerKind.TrailingStop ? 1 : 0;
        }
    }

    public void Note(CancelReason reason) => _cancels[reason] = Cancels(reason) + 1;
}
