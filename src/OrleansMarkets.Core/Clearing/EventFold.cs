using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing;

/// <summary>Applies recorded events to a state.</summary>
internal static partial class EventFold
{
    /// <summary>Applies all events of a record.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no events.</exception>
    public static void ApplyAll(MarketState state, ref MarketRecord record)
    {
        while (record.NextEvent() is { } kind)
        {
            Apply(state, ref record, kind);
        }
    }

    private static void Apply(MarketState state, ref MarketRecord record, EventKind kind)
    {
        switch (kind)
        {
            case EventKind.Trade: state.Apply(record.ReadTrade()); break;
            case EventKind.OrderRested: state.Apply(record.ReadOrderRested()); break;
            case EventKind.OrderCancelled: state.Apply(record.ReadOrderCancelled()); break;
            case EventKind.StampRaised: state.Apply(record.ReadStampRaised()); break;
            case EventKind.ResultStored: state.Apply(record.ReadResultStored()); break;
            case EventKind.ResultsExpired: state.Apply(record.ReadResultsExpired()); break;
            case EventKind.FundingPaid: state.Apply(record.ReadFundingPaid()); break;
            case EventKind.PremiumSampled: state.Apply(record.ReadPremiumSampled()); break;
            case EventKind.FundingSettled: state.Apply(record.ReadFundingSettled()); break;
            case EventKind.IndexUpdated: state.Apply(record.ReadIndexUpdated()); break;
            case EventKind.PhaseChanged: state.Apply(record.ReadPhaseChanged()); break;
            case EventKind.PhaseOrdered: record.ReadPhaseOrdered(); break; // who and why change no state
            case EventKind.ParametersChanged: state.Apply(record.ReadParametersChanged()); break;
            case EventKind.EpochRaised: state.Apply(record.ReadEpochRaised()); break;
            case EventKind.LiquidationFee: state.Apply(record.ReadLiquidationFee()); break;
            case EventKind.EpisodeStep: state.Apply(record.ReadEpisodeStep()); break;
            case EventKind.Quarantined: state.Apply(record.ReadQuarantined()); break;
            case EventKind.OrderRefilled: state.Apply(record.ReadOrderRefilled()); break;
            case EventKind.OrderAmended: state.Apply(record.ReadOrderAmended()); break;
            case EventKind.ReduceOnlyClipped: state.Apply(record.ReadReduceOnlyClipped()); break;
            case EventKind.CancelTimerSet: state.Apply(record.ReadCancelTimerSet()); break;
            case EventKind.OrderWaiting: state.Apply(record.ReadOrderWaiting()); break;
            case EventKind.WaitingReduced: state.Apply(record.ReadWaitingReduced()); break;
            case EventKind.WaitingAmended: state.Apply(record.ReadWaitingAmended()); break;
            case EventKind.OrderTriggered: state.Apply(record.ReadOrderTriggered()); break;
            case EventKind.OrderWorked: state.Apply(record.ReadOrderWorked()); break;
            case EventKind.TriggerSet: state.Apply(record.ReadTriggerSet()); break;
            case EventKind.LinkJoined: state.Apply(record.ReadLinkJoined()); break;
            case EventKind.LinkFilled: state.Apply(record.ReadLinkFilled()); break;
            case EventKind.PegPlaced: state.Apply(record.ReadPegPlaced()); break;
            case EventKind.PegMoved: state.Apply(record.ReadPegMoved()); break;
            case EventKind.PegSwept: state.Apply(record.ReadPegSwept()); break;
            case EventKind.AuctionTrade: state.Apply(record.ReadAuctionTrade()); break;
            case EventKind.AuctionCalled: state.Apply(record.ReadAuctionCalled()); break;
            case EventKind.AuctionIndicated: state.Apply(record.ReadAuctionIndicated()); break;
            case EventKind.AuctionPriced: state.Apply(record.ReadAuctionPriced()); break;
            case EventKind.AuctionEnded: state.Apply(record.ReadAuctionEnded()); break;
            case EventKind.OrderDelayed: state.Apply(record.ReadOrderDelayed()); break;
            default: throw new CorruptRecordException($"{(byte)kind} is no kind of event.");
        }
    }
}
