using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <summary>A record of the market log, for reading: header, and the events one after the other.</summary>
/// <remarks>
/// Loop on <see cref="NextEvent"/>; for each kind call the read method of that kind or ignore it (the rest is skipped by the next call).
/// </remarks>
public ref struct MarketRecord
{
    /// <summary>Opens a record.</summary>
    /// <exception cref="Encoding.CorruptRecordException">The bytes are no record.</exception>
    public MarketRecord(ReadOnlySpan<byte> record) => throw new NotImplementedException();

    /// <summary>The header.</summary>
    public RecordHeader Header { get; }

    /// <summary>Moves to the next event.</summary>
    /// <returns>Its kind, or null after the last.</returns>
    public EventKind? NextEvent() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public TradeEvent ReadTrade() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public OrderRestedEvent ReadOrderRested() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public OrderCancelledEvent ReadOrderCancelled() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public ResultStoredEvent ReadResultStored() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public FundingSettledEvent ReadFundingSettled() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public FundingPaidEvent ReadFundingPaid() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public IndexUpdatedEvent ReadIndexUpdated() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public PhaseChangedEvent ReadPhaseChanged() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public LiquidationFeeEvent ReadLiquidationFee() => throw new NotImplementedException();

    /// <summary>Reads the present event.</summary>
    public EpisodeStepEvent ReadEpisodeStep() => throw new NotImplementedException();
}
