using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>One counterparty of an auto-deleveraging, with the inputs of its rank for the record.</summary>
/// <param name="Account">The counterparty.</param>
/// <param name="QuantityLots">Lots to take from it.</param>
/// <param name="EquityQuanta">Its equity when ranked, quote quanta.</param>
/// <param name="NotionalQuanta">Notional of its position when ranked, quote quanta.</param>
[GenerateSerializer, Immutable, Alias("om.deleverage-counterparty")]
public readonly record struct DeleverageCounterparty(
    long Account,
    long QuantityLots,
    long EquityQuanta,
    long NotionalQuanta);
