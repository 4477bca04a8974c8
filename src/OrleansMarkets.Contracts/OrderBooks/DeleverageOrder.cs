using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>Auto-deleveraging: closes a bankrupt position against named counterparties at one price, in one step.</summary>
/// <param name="Account">The bankrupt account.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="Episode">The liquidation episode.</param>
/// <param name="Step">Number of the step in the episode.</param>
/// <param name="PriceUnits">The price of both sides.</param>
/// <param name="Counterparties">Counterparties in order of rank.</param>
[GenerateSerializer, Immutable, Alias("om.deleverage-order")]
public readonly record struct DeleverageOrder(
    long Account,
    CallNumber Call,
    long Episode,
    int Step,
    long PriceUnits,
    ImmutableArray<DeleverageCounterparty> Counterparties);
