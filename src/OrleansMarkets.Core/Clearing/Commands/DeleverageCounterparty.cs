namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>One counterparty of an auto-deleveraging, with the inputs of its rank, which the record keeps.</summary>
/// <param name="Account">The account.</param>
/// <param name="Lots">Lots to take from it; clipped to its present position.</param>
/// <param name="NotionalQuanta">Notional of its position that its rank was computed from.</param>
/// <param name="EquityQuanta">Its equity that the rank was computed from.</param>
public readonly record struct DeleverageCounterparty(
    long Account,
    long Lots,
    long NotionalQuanta,
    long EquityQuanta);
