using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Lab.Personas;

/// <summary>What the personas did, counted by themselves: the outside view that the venue's own sums are compared with.</summary>
public sealed class ReplayTally
{
    private readonly SortedDictionary<ResultCode, long> _refusals = [];

    /// <summary>Calls that ask the venue for a change: votes, orders, cancels, deposits, withdrawals.</summary>
    public long Calls { get; private set; }

    /// <summary>Deposits less withdrawals, settlement quanta: what the ledgers and rows of all accounts must add up to.</summary>
    public long NetDepositsQuanta { get; private set; }

    /// <summary>Refused calls by outcome, in order of code.</summary>
    public IReadOnlyDictionary<ResultCode, long> Refusals => _refusals;

    /// <summary>Counts one call and its outcome.</summary>
    public void Count(ResultCode code)
    {
        Calls++;
        if (code != ResultCode.Ok)
        {
            _refusals[code] = _refusals.GetValueOrDefault(code) + 1;
        }
    }

    /// <summary>Counts money that entered (above zero) or left (below zero) the venue.</summary>
    public void CountMoney(long amountQuanta) => NetDepositsQuanta += amountQuanta;
}
