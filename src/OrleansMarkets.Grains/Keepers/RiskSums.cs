using System.Runtime.CompilerServices;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>Equity and maintenance margin of every slot of a shard, quote quanta, in dense arrays that no sum can overflow.</summary>
internal sealed class RiskSums
{
    private Int128[] _equity = [];
    private Int128[] _maintenance = [];
    private int _count;

    /// <summary>Begins a new sum with the accounts' collateral.</summary>
    /// <param name="collateralQuanta">Collateral by slot.</param>
    public void Begin(ReadOnlySpan<long> collateralQuanta)
    {
        if (_equity.Length < collateralQuanta.Length)
        {
            int capacity = Math.Max(collateralQuanta.Length, _equity.Length * 2);
            (_equity, _maintenance) = (new Int128[capacity], new Int128[capacity]);
        }

        _count = collateralQuanta.Length;
        for (int i = 0; i < _count; i++)
        {
            _equity[i] = collateralQuanta[i];
        }

        _maintenance.AsSpan(0, collateralQuanta.Length).Clear();
    }

    /// <summary>Adds one position to its account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int slot, Int128 equityQuanta, Int128 maintenanceQuanta)
    {
        _equity[slot] += equityQuanta;
        _maintenance[slot] += maintenanceQuanta;
    }

    /// <summary>The sums of one account; zero for one that joined after the sum.</summary>
    public SlotRisk this[int slot] => slot < _count ? new SlotRisk(_equity[slot], _maintenance[slot]) : default;
}
