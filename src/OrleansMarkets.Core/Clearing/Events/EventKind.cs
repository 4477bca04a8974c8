namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The kind of an event in a record. Values are part of the journal's format and never change meaning.</summary>
public enum EventKind : byte
{
    /// <summary><see cref="TradeEvent"/>.</summary>
    Trade = 1,

    /// <summary><see cref="OrderRestedEvent"/>.</summary>
    OrderRested = 2,

    /// <summary><see cref="OrderCancelledEvent"/>.</summary>
    OrderCancelled = 3,

    /// <summary><see cref="StampRaisedEvent"/>.</summary>
    StampRaised = 4,

    /// <summary><see cref="ResultStoredEvent"/>.</summary>
    ResultStored = 5,

    /// <summary><see cref="ResultsExpiredEvent"/>.</summary>
    ResultsExpired = 6,

    /// <summary><see cref="FundingPaidEvent"/>.</summary>
    FundingPaid = 7,

    /// <summary><see cref="PremiumSampledEvent"/>.</summary>
    PremiumSampled = 8,

    /// <summary><see cref="FundingSettledEvent"/>.</summary>
    FundingSettled = 9,

    /// <summary><see cref="IndexUpdatedEvent"/>.</summary>
    IndexUpdated = 10,

    /// <summary><see cref="PhaseChangedEvent"/>.</summary>
    PhaseChanged = 11,

    /// <summary><see cref="ParametersChangedEvent"/>.</summary>
    ParametersChanged = 12,

    /// <summary><see cref="EpochRaisedEvent"/>.</summary>
    EpochRaised = 13,

    /// <summary><see cref="LiquidationFeeEvent"/>.</summary>
    LiquidationFee = 14,

    /// <summary><see cref="EpisodeStepEvent"/>.</summary>
    EpisodeStep = 15,

    /// <summary><see cref="QuarantinedEvent"/>.</summary>
    Quarantined = 16,

    /// <summary><see cref="PhaseOrderedEvent"/>.</summary>
    PhaseOrdered = 17,

    /// <summary><see cref="OrderRefilledEvent"/>.</summary>
    OrderRefilled = 20,

    /// <summary><see cref="OrderAmendedEvent"/>.</summary>
    OrderAmended = 21,

    /// <summary><see cref="ReduceOnlyClippedEvent"/>.</summary>
    ReduceOnlyClipped = 22,

    /// <summary><see cref="CancelTimerSetEvent"/>.</summary>
    CancelTimerSet = 23,

    /// <summary><see cref="WaitingAmendedEvent"/>.</summary>
    WaitingAmended = 24,

    /// <summary><see cref="OrderWaitingEvent"/>.</summary>
    OrderWaiting = 30,

    /// <summary><see cref="WaitingReducedEvent"/>.</summary>
    WaitingReduced = 31,

    /// <summary><see cref="OrderTriggeredEvent"/>.</summary>
    OrderTriggered = 32,

    /// <summary><see cref="OrderWorkedEvent"/>.</summary>
    OrderWorked = 33,

    /// <summary><see cref="TriggerSetEvent"/>.</summary>
    TriggerSet = 34,

    /// <summary><see cref="LinkJoinedEvent"/>.</summary>
    LinkJoined = 35,

    /// <summary><see cref="LinkFilledEvent"/>.</summary>
    LinkFilled = 36,

    /// <summary><see cref="PegPlacedEvent"/>.</summary>
    PegPlaced = 37,

    /// <summary><see cref="PegMovedEvent"/>.</summary>
    PegMoved = 38,

    /// <summary><see cref="PegSweptEvent"/>.</summary>
    PegSwept = 39,

    /// <summary><see cref="AuctionTradeEvent"/>.</summary>
    AuctionTrade = 40,

    /// <summary><see cref="AuctionCalledEvent"/>.</summary>
    AuctionCalled = 41,

    /// <summary><see cref="AuctionIndicatedEvent"/>.</summary>
    AuctionIndicated = 42,

    /// <summary><see cref="AuctionPricedEvent"/>.</summary>
    AuctionPriced = 43,

    /// <summary><see cref="AuctionEndedEvent"/>.</summary>
    AuctionEnded = 44,

    /// <summary><see cref="OrderDelayedEvent"/>.</summary>
    OrderDelayed = 45,
}
