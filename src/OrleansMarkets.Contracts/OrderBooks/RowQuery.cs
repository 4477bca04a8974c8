using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>A page of rows, in account order.</summary>
/// <param name="AfterAccount">Accounts above this one.</param>
/// <param name="Limit">Rows at most.</param>
/// <param name="OpenOnly">Only rows with a position or resting orders.</param>
[GenerateSerializer, Immutable, Alias("om.row-query")]
public readonly record struct RowQuery(
    long AfterAccount,
    int Limit,
    bool OpenOnly);
