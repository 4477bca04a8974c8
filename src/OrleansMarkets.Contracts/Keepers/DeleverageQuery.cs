using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>A request for counterparties of an auto-deleveraging.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="LongSide">Whether long positions are wanted.</param>
/// <param name="QuantityLots">Lots needed.</param>
/// <param name="PriceUnits">Price of the trade: nobody is cut beyond his own zero price.</param>
/// <param name="ExcludedAccount">The bankrupt account.</param>
[GenerateSerializer, Immutable, Alias("om.deleverage-query")]
public readonly record struct DeleverageQuery(
    string Symbol,
    bool LongSide,
    long QuantityLots,
    long PriceUnits,
    long ExcludedAccount);
