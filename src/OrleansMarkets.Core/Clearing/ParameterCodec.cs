using System.Collections.Immutable;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

/// <summary>The bytes of market specifications and parameters in records and snapshots.</summary>
internal static class ParameterCodec
{
    /// <summary>Writes a specification.</summary>
    public static void Write(RecordWriter writer, MarketSpec spec)
    {
        writer.WriteString(spec.Symbol);
        writer.WriteByte((byte)spec.Kind);
        writer.WriteString(spec.BaseAsset);
        writer.WriteString(spec.QuoteAsset);
        writer.WriteString(spec.OracleFeed);
        writer.WriteVarInt(spec.PriceUnitE8);
        writer.WriteVarInt(spec.QuantaPerUnitLot);
        writer.WriteVarInt(spec.BaseQuantaPerLot);
    }

    /// <summary>Reads a specification.</summary>
    public static MarketSpec ReadSpec(ref RecordReader reader) => new(
        reader.ReadString(),
        (MarketKind)reader.ReadByte(),
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    /// <summary>Writes parameters.</summary>
    public static void Write(RecordWriter writer, MarketParameters parameters)
    {
        writer.WriteVarInt(parameters.Version);
        writer.WriteVarInt(parameters.TickUnits);
        writer.WriteVarInt(parameters.StepLots);
        writer.WriteVarInt(parameters.MinimumLots);
        writer.WriteVarInt(parameters.MaximumLots);
        writer.WriteVarInt(parameters.MaximumPositionLots);
        writer.WriteVarInt(parameters.MaximumPriceUnits);
        writer.WriteVarInt(parameters.PriceBandPpm);
        writer.WriteVarInt(parameters.MaximumOpenOrders);
        writer.WriteVarInt(parameters.MakerFeePpm);
        writer.WriteVarInt(parameters.TakerFeePpm);
        WriteTiers(writer, parameters.MarginTiers);
        writer.WriteBoolean(parameters.Funding is not null);
        if (parameters.Funding is not null)
        {
            WriteFunding(writer, parameters.Funding);
        }

        writer.WriteBoolean(parameters.Liquidation is not null);
        if (parameters.Liquidation is not null)
        {
            WriteLiquidation(writer, parameters.Liquidation);
        }

        writer.WriteVarInt(parameters.Mark.BandPpm);
        writer.WriteVarInt(parameters.Mark.BasisHalfLifeNs);
        writer.WriteVarInt(parameters.Mark.MaximumIndexAgeNs);
        writer.WriteBoolean(parameters.Auction is not null);
        if (parameters.Auction is not null)
        {
            WriteAuction(writer, parameters.Auction);
        }
    }

    /// <summary>Reads parameters.</summary>
    public static MarketParameters ReadParameters(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt32(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        ReadTiers(ref reader),
        reader.ReadBoolean() ? ReadFunding(ref reader) : null,
        reader.ReadBoolean() ? ReadLiquidation(ref reader) : null,
        new MarkParameters(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt()),
        reader.ReadBoolean() ? ReadAuction(ref reader) : null);

    private static void WriteTiers(RecordWriter writer, ImmutableArray<MarginTier> tiers)
    {
        writer.WriteVarUInt((ulong)tiers.AsSpan().Length);
        foreach (ref readonly MarginTier tier in tiers.AsSpan())
        {
            writer.WriteVarInt(tier.LowerNotionalQuanta);
            writer.WriteVarInt(tier.InitialPpm);
            writer.WriteVarInt(tier.MaintenancePpm);
        }
    }

    private static ImmutableArray<MarginTier> ReadTiers(ref RecordReader reader)
    {
        int count = reader.ReadCount(MarketParametersValidator.MaximumTiers);
        var tiers = ImmutableArray.CreateBuilder<MarginTier>(count);
        for (int tier = 0; tier < count; tier++)
        {
            tiers.Add(new MarginTier(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt()));
        }

        return tiers.MoveToImmutable();
    }

    private static void WriteFunding(RecordWriter writer, FundingParameters funding)
    {
        writer.WriteVarInt(funding.IntervalNs);
        writer.WriteVarInt(funding.SamplePeriodNs);
        writer.WriteVarInt(funding.ImpactNotionalQuanta);
        writer.WriteVarInt(funding.InterestPpm);
        writer.WriteVarInt(funding.ClampPpm);
        writer.WriteVarInt(funding.RatePeriodNs);
        writer.WriteVarInt(funding.CapPpm);
        writer.WriteVarInt(funding.MinimumSamples);
    }

    private static FundingParameters ReadFunding(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt32());

    private static void WriteAuction(RecordWriter writer, AuctionParameters auction)
    {
        writer.WriteVarInt(auction.PreOpenNs);
        writer.WriteVarInt(auction.InterruptionNs);
        writer.WriteVarInt(auction.ClosingNs);
        writer.WriteVarInt(auction.InterruptionBandPpm);
        writer.WriteVarInt(auction.BatchWindowNs);
        writer.WriteVarInt(auction.TakerDelayNs);
    }

    private static AuctionParameters ReadAuction(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    private static void WriteLiquidation(RecordWriter writer, LiquidationParameters liquidation)
    {
        writer.WriteVarInt(liquidation.FeePpm);
        writer.WriteVarInt(liquidation.KeeperRewardPpm);
        writer.WriteVarInt(liquidation.BufferPpm);
        writer.WriteVarInt(liquidation.MaximumStepPpm);
        writer.WriteVarInt(liquidation.FullCloseNotionalQuanta);
        writer.WriteVarInt(liquidation.SpreadToMaintenancePpm);
    }

    private static LiquidationParameters ReadLiquidation(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());
}
