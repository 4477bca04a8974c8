using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>An account that its keeper sees below maintenance margin.</summary>
/// <param name="Account">The account.</param>
/// <param name="EquityQuanta">Its equity, quanta of the settlement asset.</param>
/// <param name="MaintenanceQuanta">Its maintenance requirement, quanta of the settlement asset.</param>
/// <param name="Markets">Markets with a position, in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("om.under-margined-account")]
public sealed record UnderMarginedAccount(
    long Account,
    long EquityQuanta,
    long MaintenanceQuanta,
    ImmutableArray<string> Markets);
