using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// Maintenance margin through tiers in 64 bits: rate of the tier × notional less the tier's deduction, which equals the sum over the
/// marginal parts (mechanics 2.1). The same numbers as Core's schedule, rounded up once, without a division of 128 bits.
/// </summary>
internal sealed class MaintenanceTable
{
    /// <summary>Notional up to which the table may be asked, quote quanta: nothing overflows below it.</summary>
    public const long MaximumNotionalQuanta = 1L << 60;

    private readonly long[] _lower;
    private readonly long[] _ratePpm;
    private readonly long[] _deductionQuanta;
    private readonly long[] _deductionRest;

    /// <summary>Makes the table of a market.</summary>
    /// <param name="tiers">The tiers in rising order.</param>
    public MaintenanceTable(ImmutableArray<MarginTier> tiers)
    {
        _lower = [.. tiers.Select(tier => tier.LowerNotionalQuanta)];
        _ratePpm = [.. tiers.Select(tier => tier.MaintenancePpm)];
        _deductionQuanta = new long[tiers.Length];
        _deductionRest = new long[tiers.Length];
        Int128 deduction = 0;
        for (int i = 0; i < tiers.Length; i++)
        {
            long step = _ratePpm[i] - (i == 0 ? 0 : _ratePpm[i - 1]);
            deduction += (Int128)_lower[i] * step;
            Int128 whole = IntegerMath.Divide(deduction, IntegerMath.Ppm, RoundingDirection.Down);
            _deductionQuanta[i] = checked((long)whole);
            _deductionRest[i] = (long)(deduction - (whole * IntegerMath.Ppm));
        }

        IsExact = _ratePpm.All(rate => rate is >= 0 and <= IntegerMath.Ppm);
    }

    /// <summary>Whether all rates are between nothing and the whole notional, so that the table may be used.</summary>
    public bool IsExact { get; }

    /// <summary>Maintenance margin of a notional, quote quanta, rounded up.</summary>
    /// <param name="notionalQuanta">From 0 to <see cref="MaximumNotionalQuanta"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Maintenance(long notionalQuanta)
    {
        int tier = _lower.Length - 1;
        while (tier >= 0 && notionalQuanta <= _lower[tier])
        {
            tier--;
        }

        if (tier < 0)
        {
            return 0;
        }

        long rate = _ratePpm[tier];
        long whole = notionalQuanta / IntegerMath.Ppm;
        long rest = ((notionalQuanta % IntegerMath.Ppm) * rate) - _deductionRest[tier];

        // The rest is above −1,000,000, so its quotient rounds up by adding the divisor less one.
        return (whole * rate) - _deductionQuanta[tier] + ((rest + IntegerMath.Ppm - 1) / IntegerMath.Ppm);
    }
}
