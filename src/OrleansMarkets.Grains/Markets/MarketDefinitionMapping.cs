using System.Collections.Immutable;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>The one place where a market's definition on the wire becomes Core's specification and parameters, and back.</summary>
public static class MarketDefinitionMapping
{
    /// <summary>What is fixed for the life of the market.</summary>
    public static MarketSpec ToSpec(this MarketDefinition definition) => new(
        definition.Symbol,
        definition.Kind,
        definition.BaseAsset,
        definition.QuoteAsset,
        definition.OracleFeed,
        definition.PriceUnitE8,
        definition.QuantaPerUnitLot,
        definition.BaseQuantaPerLot);

    /// <summary>The version of its parameters that the definition carries.</summary>
    public static MarketParameters ToParameters(this MarketDefinition definition) => new(
        definition.Version,
        definition.TickUnits,
        definition.StepLots,
        definition.MinimumLots,
        definition.MaximumLots,
        definition.MaximumPositionLots,
        definition.MaximumPriceUnits,
        definition.PriceBandPpm,
        definition.MaximumOpenOrders,
        definition.MakerFeePpm,
        definition.TakerFeePpm,
        ToTiers(definition.MarginTiers),
        ToFunding(definition.Funding),
        ToLiquidation(definition.Liquidation),
        new MarkParameters(definition.MarkBandPpm, definition.BasisHalfLifeNs, definition.MaximumIndexAgeNs),
        ToAuction(definition.Auction));

    /// <summary>The definition of a market with these parameters.</summary>
    public static MarketDefinition ToDefinition(this MarketSpec spec, MarketParameters parameters) => new(
        spec.Symbol,
        spec.Kind,
        spec.BaseAsset,
        spec.QuoteAsset,
        spec.OracleFeed,
        spec.PriceUnitE8,
        spec.QuantaPerUnitLot,
        spec.BaseQuantaPerLot,
        parameters.Version,
        parameters.TickUnits,
        parameters.StepLots,
        parameters.MinimumLots,
        parameters.MaximumLots,
        parameters.MaximumPositionLots,
        parameters.MaximumPriceUnits,
        parameters.PriceBandPpm,
        parameters.MaximumOpenOrders,
        parameters.MakerFeePpm,
        parameters.TakerFeePpm,
        FromTiers(parameters.MarginTiers),
        FromFunding(parameters.Funding),
        FromLiquidation(parameters.Liquidation),
        parameters.Mark.BandPpm,
        parameters.Mark.BasisHalfLifeNs,
        parameters.Mark.MaximumIndexAgeNs,
        FromAuction(parameters.Auction));

    /// <summary>Whether two definitions say the same: a record's own equality compares its arrays by reference.</summary>
    public static bool IsSameAs(this MarketDefinition left, MarketDefinition right) =>
        Tiers(left.MarginTiers).SequenceEqual(Tiers(right.MarginTiers))
        && (left with { MarginTiers = default }) == (right with { MarginTiers = default });

    private static ImmutableArray<MarginTierDefinition> Tiers(ImmutableArray<MarginTierDefinition> tiers) => tiers.IsDefault ? [] : tiers;

    private static ImmutableArray<MarginTier> ToTiers(ImmutableArray<MarginTierDefinition> tiers) =>
        [.. Tiers(tiers).Select(tier => new MarginTier(tier.LowerNotionalQuanta, tier.InitialPpm, tier.MaintenancePpm))];

    private static ImmutableArray<MarginTierDefinition> FromTiers(ImmutableArray<MarginTier> tiers) =>
        [.. tiers.Select(tier => new MarginTierDefinition(tier.LowerNotionalQuanta, tier.InitialPpm, tier.MaintenancePpm))];

    private static FundingParameters? ToFunding(FundingDefinition? funding) => funding is null
        ? null
        : new FundingParameters(
            funding.IntervalNs,
            funding.SamplePeriodNs,
            funding.ImpactNotionalQuanta,
            funding.InterestPpm,
            funding.ClampPpm,
            funding.RatePeriodNs,
            funding.CapPpm,
            funding.MinimumSamples);

    private static FundingDefinition? FromFunding(FundingParameters? funding) => funding is null
        ? null
        : new FundingDefinition(
            funding.IntervalNs,
            funding.SamplePeriodNs,
            funding.ImpactNotionalQuanta,
            funding.InterestPpm,
            funding.ClampPpm,
            funding.RatePeriodNs,
            funding.CapPpm,
            funding.MinimumSamples);

    private static AuctionParameters? ToAuction(AuctionDefinition? rules) => rules is null
        ? null
        : new AuctionParameters(
            rules.PreOpenNs,
            rules.InterruptionNs,
            rules.ClosingNs,
            rules.InterruptionBandPpm,
            rules.BatchWindowNs,
            rules.TakerDelayNs);

    private static AuctionDefinition? FromAuction(AuctionParameters? rules) => rules is null
        ? null
        : new AuctionDefinition(
            rules.PreOpenNs,
            rules.InterruptionNs,
            rules.ClosingNs,
            rules.InterruptionBandPpm,
            rules.BatchWindowNs,
            rules.TakerDelayNs);

    private static LiquidationParameters? ToLiquidation(LiquidationDefinition? rules) => rules is null
        ? null
        : new LiquidationParameters(
            rules.FeePpm,
            rules.KeeperRewardPpm,
            rules.BufferPpm,
            rules.MaximumStepPpm,
            rules.FullCloseNotionalQuanta,
            rules.SpreadToMaintenancePpm);

    private static LiquidationDefinition? FromLiquidation(LiquidationParameters? rules) => rules is null
        ? null
        : new LiquidationDefinition(
            rules.FeePpm,
            rules.KeeperRewardPpm,
            rules.BufferPpm,
            rules.MaximumStepPpm,
            rules.FullCloseNotionalQuanta,
            rules.SpreadToMaintenancePpm);
}
