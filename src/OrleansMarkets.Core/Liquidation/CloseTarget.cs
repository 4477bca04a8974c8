using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>
/// The size of a partial close: equity − cost(k) ≥ (1 + buffer) × maintenance(k). The difference of both sides is concave in k, because
/// marginal tier rates rise with size, so the sufficient sizes form one interval.
/// </summary>
internal readonly struct CloseTarget
{
    private readonly AccountRisk _risk;
    private readonly MarketExposure _exposure;
    private readonly Int128 _otherMaintenance;
    private readonly Int128 _quantaPerLot;
    private readonly long _costPpm;
    private readonly long _bufferPpm;

    /// <summary>Prepares the search.</summary>
    public CloseTarget(in AccountRisk risk, in MarketExposure exposure, in MarketRisk part, long costPpm, long bufferPpm)
    {
        _risk = risk;
        _exposure = exposure;
        _otherMaintenance = risk.MaintenanceQuanta - part.MaintenanceQuanta;
        _quantaPerLot = (Int128)part.ValuationUnits * exposure.Spec.QuantaPerUnitLot;
        _costPpm = costPpm;
        _bufferPpm = bufferPpm;
    }

    private long Position => Math.Abs(_exposure.Row.SizeLots);

    /// <summary>Maintenance margin of the whole account after closing some lots.</summary>
    public Int128 MaintenanceAfter(long closedLots) => _otherMaintenance
        + MarginSchedule.Maintenance(_exposure.Parameters.MarginTiers.AsSpan(), (Position - closedLots) * _quantaPerLot);

    /// <summary>The smallest close that reaches the target; the whole position if none does.</summary>
    public long SmallestSufficient()
    {
        long sufficient = FindSufficient();
        long insufficient = 0;
        while (sufficient - insufficient > 1)
        {
            long middle = insufficient + ((sufficient - insufficient) / 2);
            if (IsSufficient(middle))
            {
                sufficient = middle;
            }
            else
            {
                insufficient = middle;
            }
        }

        return sufficient;
    }

    // The maximum of a concave, piecewise linear function is at one of its corners: where the rest falls into a lower tier, or at the end.
    // A corner lies between two whole lots, and the larger of the two values may be on either side of it.
    private long FindSufficient()
    {
        ReadOnlySpan<MarginTier> tiers = _exposure.Parameters.MarginTiers.AsSpan();
        for (int i = tiers.Length - 1; i > 0; i--)
        {
            long kept = (long)Int128.Min(Position, tiers[i].LowerNotionalQuanta / _quantaPerLot);
            long closedAbove = Position - kept - 1;
            if (closedAbove > 0 && IsSufficient(closedAbove))
            {
                return closedAbove;
            }

            if (kept < Position && IsSufficient(Position - kept))
            {
                return Position - kept;
            }
        }

        return Position;
    }

    private bool IsSufficient(long closedLots)
    {
        Int128 cost = IntegerMath.Divide(closedLots * _quantaPerLot * _costPpm, IntegerMath.Ppm, RoundingDirection.Up);
        Int128 needed = IntegerMath.Divide(
            MaintenanceAfter(closedLots) * (IntegerMath.Ppm + _bufferPpm), IntegerMath.Ppm, RoundingDirection.Up);
        return _risk.EquityQuanta - cost >= needed;
    }
}
