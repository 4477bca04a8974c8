using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>One account with an opposite position.</summary>
/// <param name="Account">The account.</param>
/// <param name="SizeLots">Its signed position.</param>
/// <param name="EquityQuanta">Its equity, quote quanta.</param>
/// <param name="NotionalQuanta">Notional of all its positions, quote quanta.</param>
/// <param name="MaintenanceQuanta">Its maintenance requirement, quote quanta.</param>
[GenerateSerializer, Immutable, Alias("om.deleverage-candidate")]
public readonly record struct DeleverageCandidate(
    long Account,
    long SizeLots,
    long EquityQuanta,
    long NotionalQuanta,
    long MaintenanceQuanta);
