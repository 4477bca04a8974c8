using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>An account's risk as its keeper sees it; soft state, the highest (epoch, version) wins.</summary>
/// <param name="Account">The account.</param>
/// <param name="Epoch">Epoch of the account's activation.</param>
/// <param name="Version">Grows with every change within the epoch.</param>
/// <param name="CollateralQuanta">Haircut collateral on the account ledger in quote quanta.</param>
/// <param name="Positions">Markets with a row that is not empty.</param>
[GenerateSerializer, Immutable, Alias("om.risk-vector")]
public sealed record RiskVector(
    long Account,
    long Epoch,
    long Version,
    long CollateralQuanta,
    ImmutableArray<RiskVectorPosition> Positions);
