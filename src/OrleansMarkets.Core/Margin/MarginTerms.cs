using System.Numerics;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// What the margin of a perpetual at a fresh mark is computed from, and how far 64 bits reach there. It changes with the mark and the rules
/// only, not from order to order.
/// </summary>
internal readonly struct MarginTerms
{
    // Bits of the largest product: no sum of a few such products leaves NarrowRisk.Bound.
    private const int ProductBits = 50;

    // Where the first margin tier ends; below 0 if there is none that begins at 0.
    private readonly long _firstTierQuanta;
    private readonly long _firstTierPpm;

    private MarginTerms(MarketSpec spec, MarketParameters parameters, in MarketView view, long lotsBound)
    {
        LotsBound = lotsBound;
        Spec = spec;
        Parameters = parameters;
        MarkUnits = view.MarkUnits;
        FundingIndex = view.FundingIndex;
        MarkQuantaPerLot = view.MarkUnits * spec.QuantaPerUnitLot;
        ReadOnlySpan<MarginTier> tiers = parameters.MarginTiers.AsSpan();
        bool startsAtZero = tiers.Length > 0 && tiers[0].LowerNotionalQuanta == 0;
        _firstTierQuanta = !startsAtZero ? -1 : tiers.Length == 1 ? long.MaxValue : tiers[1].LowerNotionalQuanta;
        _firstTierPpm = startsAtZero ? tiers[0].InitialPpm : 0;
    }

    /// <summary>Numbers of lots below it can be multiplied by every price; 0 if the market has no such terms.</summary>
    public long LotsBound { get; }

    /// <summary>The market.</summary>
    public MarketSpec Spec { get; }

    /// <summary>The market's rules.</summary>
    public MarketParameters Parameters { get; }

    /// <summary>The mark price, price units.</summary>
    public long MarkUnits { get; }

    /// <summary>The cumulative funding index.</summary>
    public long FundingIndex { get; }

    /// <summary>Quote quanta of one lot at the mark.</summary>
    public long MarkQuantaPerLot { get; }

    /// <summary>Makes the terms of a market.</summary>
    /// <param name="spec">The market.</param>
    /// <param name="parameters">Its rules.</param>
    /// <param name="view">Its public state.</param>
    public static MarginTerms Of(MarketSpec spec, MarketParameters parameters, in MarketView view)
    {
        if (spec.Kind == MarketKind.Spot
            || view.Quality != MarkQuality.Fresh
            || view.MarkUnits <= 0
            || !IntegerMath.TryMultiply(Math.Max(view.MarkUnits, parameters.MaximumPriceUnits), spec.QuantaPerUnitLot, out long largest))
        {
            return default;
        }

        int bits = BitOperations.Log2((ulong)largest);
        return bits < ProductBits ? new MarginTerms(spec, parameters, view, 1L << (ProductBits - 1 - bits)) : default;
    }

    /// <summary>Initial margin of a number of lots at the mark, rounded up.</summary>
    public long Initial(long lots)
    {
        long notional = MarkQuantaPerLot * lots;
        return notional <= _firstTierQuanta
            ? IntegerMath.PpmUp(notional, _firstTierPpm)
            : MarginSchedule.InitialOf(Parameters.MarginTiers.AsSpan(), notional);
    }
}
