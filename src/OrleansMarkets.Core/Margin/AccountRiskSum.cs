namespace OrleansMarkets.Core.Margin;

/// <summary>
/// The parts of an account's risk while they are added up: a market's part can be taken out again, so that what an order changes in one
/// market need not be computed over all of them.
/// </summary>
/// <param name="collateral">Value of the ledger as collateral, quanta.</param>
internal struct AccountRiskSum(Int128 collateral)
{
    private Int128 _settled = collateral;
    private Int128 _unrealised;
    private Int128 _loss;
    private Int128 _notional;
    private Int128 _initial;
    private Int128 _maintenance;
    private Int128 _reserve;
    private int _untrusted;

    /// <summary>Adds a market.</summary>
    public void Add(in MarketExposure exposure, ValuationPurpose purpose) =>
        Add(MarketRisk.Evaluate(exposure, purpose), exposure.HasUntrustedPosition);

    /// <summary>Adds a market's part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isUntrusted">Whether its position is valued at a mark that is stale or missing.</param>
    public void Add(in MarketRisk part, bool isUntrusted)
    {
        _settled += part.SettledQuanta;
        _unrealised += part.UnrealisedPnlQuanta;
        _loss += Int128.Min(0, part.UnrealisedPnlQuanta);
        _notional += part.NotionalQuanta;
        _initial += part.InitialQuanta;
        _maintenance += part.MaintenanceQuanta;
        _reserve += part.ReserveQuanta;
        _untrusted += isUntrusted ? 1 : 0;
    }

    /// <summary>Takes out a part that was added.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isUntrusted">As it was added.</param>
    public void Remove(in MarketRisk part, bool isUntrusted)
    {
        _settled -= part.SettledQuanta;
        _unrealised -= part.UnrealisedPnlQuanta;
        _loss -= Int128.Min(0, part.UnrealisedPnlQuanta);
        _notional -= part.NotionalQuanta;
        _initial -= part.InitialQuanta;
        _maintenance -= part.MaintenanceQuanta;
        _reserve -= part.ReserveQuanta;
        _untrusted -= isUntrusted ? 1 : 0;
    }

    /// <summary>The risk of what has been added.</summary>
    public readonly AccountRisk ToRisk() => new(
        Cut(_settled), Cut(_unrealised), Cut(_loss), Cut(_notional), Cut(_initial), Cut(_maintenance), Cut(_reserve), _untrusted);

    private static long Cut(Int128 amount) => (long)Int128.Clamp(amount, -AccountRisk.Bound, AccountRisk.Bound);
}
