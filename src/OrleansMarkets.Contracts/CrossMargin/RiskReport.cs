using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>An account's whole risk profile: the engine's own numbers.</summary>
/// <param name="Account">The account.</param>
/// <param name="Phase">Recovering, active or in liquidation.</param>
/// <param name="EquityQuanta">Haircut collateral plus unrealised profit and loss.</param>
/// <param name="InitialQuanta">Initial requirement.</param>
/// <param name="MaintenanceQuanta">Maintenance requirement.</param>
/// <param name="WithdrawableQuanta">What may be withdrawn of the collateral asset.</param>
/// <param name="Balances">Balances by asset.</param>
/// <param name="Positions">Markets by symbol.</param>
[GenerateSerializer, Immutable, Alias("om.risk-report")]
public sealed record RiskReport(
    long Account,
    AccountPhase Phase,
    long EquityQuanta,
    long InitialQuanta,
    long MaintenanceQuanta,
    long WithdrawableQuanta,
    ImmutableArray<BalanceLine> Balances,
    ImmutableArray<PositionLine> Positions);
