using System.Collections.Immutable;
using System.Numerics;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Silo.Markets;

/// <summary>From one entry of the file to the definition that the registry takes.</summary>
internal static class MarketEntryMapping
{
    private const long OneE8 = 100_000_000;
    private const long FirstVersion = 1;
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Converts every text to whole units; whether the rules fit together is checked afterwards.</summary>
    public static MarketDefinition ToDefinition(MarketEntry entry, AssetTable assets)
    {
        UnitReader read = new(entry.Symbol);
        MarketKind kind = ReadKind(entry, read);
        long unitE8 = read.E8("priceUnit", entry.PriceUnit);
        long lotE8 = read.E8("lot", entry.Lot);
        return new MarketDefinition(
            entry.Symbol,
            kind,
            entry.BaseAsset,
            assets.Settlement.Code,
            entry.Feed,
            unitE8,
            QuantaPerUnitLot(read, unitE8, lotE8, assets.Settlement),
            kind == MarketKind.Spot ? BaseQuantaPerLot(entry, read, lotE8, assets) : 0,
            FirstVersion,
            read.Units("tick", entry.Tick, unitE8),
            read.Units("step", entry.Step, lotE8),
            read.Units("minimumQuantity", entry.MinimumQuantity, lotE8),
            read.Units("maximumQuantity", entry.MaximumQuantity, lotE8),
            read.Units("maximumPosition", entry.MaximumPosition, lotE8),
            read.Units("maximumPrice", entry.MaximumPrice, unitE8),
            read.Ppm("priceBandPercent", entry.PriceBandPercent),
            entry.MaximumOpenOrders,
            read.Ppm("makerFeePercent", entry.MakerFeePercent),
            read.Ppm("takerFeePercent", entry.TakerFeePercent),
            ReadTiers(entry, read, assets.Settlement),
            ReadFunding(entry, read, assets.Settlement),
            ReadLiquidation(entry, read, assets.Settlement),
            read.Ppm("markBandPercent", entry.MarkBandPercent),
            UnitReader.Nanoseconds(entry.BasisHalfLifeSeconds),
            UnitReader.Nanoseconds(entry.MaximumIndexAgeSeconds),
            ReadAuction(entry, read));
    }

    private static MarketKind ReadKind(MarketEntry entry, UnitReader read) => entry.Kind switch
    {
        "spot" => MarketKind.Spot,
        "linearPerpetual" => MarketKind.LinearPerpetual,
        _ => throw read.Refuse("kind", $"'{entry.Kind}' is neither spot nor linearPerpetual"),
    };

    private static long QuantaPerUnitLot(UnitReader read, long unitE8, long lotE8, Asset settlement) => Whole(
        (BigInteger)unitE8 * lotE8 * BigInteger.Pow(10, settlement.QuantumDecimals),
        (BigInteger)OneE8 * OneE8,
        read,
        $"one price unit times one lot is not a whole number of quanta of {settlement.Code}");

    private static long BaseQuantaPerLot(MarketEntry entry, UnitReader read, long lotE8, AssetTable assets) =>
        assets.TryGet(entry.BaseAsset, out Asset? delivered)
            ? Whole(
                (BigInteger)lotE8 * BigInteger.Pow(10, delivered.QuantumDecimals),
                OneE8,
                read,
                $"one lot is not a whole number of quanta of {delivered.Code}")
            : throw read.Refuse("baseAsset", $"there is no asset {entry.BaseAsset}");

    private static long Whole(BigInteger numerator, BigInteger denominator, UnitReader read, string otherwise)
    {
        BigInteger whole = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        return rest.IsZero && whole <= long.MaxValue ? (long)whole : throw read.Refuse("lot", otherwise);
    }

    private static ImmutableArray<MarginTierDefinition> ReadTiers(MarketEntry entry, UnitReader read, Asset settlement) =>
    [
        .. (entry.MarginTiers ?? []).Select(tier => new MarginTierDefinition(
            read.Quanta("marginTiers.fromNotional", tier.FromNotional, settlement),
            read.Ppm("marginTiers.initialPercent", tier.InitialPercent),
            read.Ppm("marginTiers.maintenancePercent", tier.MaintenancePercent))),
    ];

    private static FundingDefinition? ReadFunding(MarketEntry entry, UnitReader read, Asset settlement) => entry.Funding is not { } funding
        ? null
        : new FundingDefinition(
            UnitReader.Nanoseconds(funding.IntervalSeconds),
            UnitReader.Nanoseconds(funding.SamplePeriodSeconds),
            read.Quanta("funding.impactNotional", funding.ImpactNotional, settlement),
            read.Ppm("funding.interestPercent", funding.InterestPercent),
            read.Ppm("funding.clampPercent", funding.ClampPercent),
            UnitReader.Nanoseconds(funding.RatePeriodSeconds),
            read.Ppm("funding.capPercent", funding.CapPercent),
            funding.MinimumSamples);

    private static AuctionDefinition? ReadAuction(MarketEntry entry, UnitReader read) => entry.Auction is not { } auction
        ? null
        : new AuctionDefinition(
            UnitReader.Nanoseconds(auction.PreOpenSeconds),
            UnitReader.Nanoseconds(auction.InterruptionSeconds),
            UnitReader.Nanoseconds(auction.ClosingSeconds),
            read.Ppm("auction.interruptionBandPercent", auction.InterruptionBandPercent),
            auction.BatchWindowMilliseconds * NanosecondsPerMillisecond,
            auction.TakerDelayMilliseconds * NanosecondsPerMillisecond);

    private static LiquidationDefinition? ReadLiquidation(MarketEntry entry, UnitReader read, Asset settlement) =>
        entry.Liquidation is not { } rules
            ? null
            : new LiquidationDefinition(
                read.Ppm("liquidation.feePercent", rules.FeePercent),
                read.Ppm("liquidation.keeperRewardPercent", rules.KeeperRewardPercent),
                read.Ppm("liquidation.bufferPercent", rules.BufferPercent),
                read.Ppm("liquidation.maximumStepPercent", rules.MaximumStepPercent),
                read.Quanta("liquidation.fullCloseNotional", rules.FullCloseNotional, settlement),
                read.Ppm("liquidation.spreadToMaintenancePercent", rules.SpreadToMaintenancePercent));
}
