using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>One answer to one attempt of an operation.</summary>
/// <param name="Code">Its code; Unknown when the call was lost or threw.</param>
/// <param name="Order">The answer of an order or a cancel.</param>
/// <param name="Ledger">The answer of a movement of money.</param>
internal readonly record struct Answer(ResultCode Code, PlaceResult Order, LedgerResult Ledger)
{
    public static Answer Lost { get; } = new(ResultCode.Unknown, default, default);

    /// <summary>Whether it tells the operation's result.</summary>
    public bool IsResult => Code is not (ResultCode.Unknown or ResultCode.Unavailable or ResultCode.Superseded);

    public static Answer Of(in PlaceResult result) => new(result.Code, result, default);

    public static Answer Of(in LedgerResult result) => new(result.Code, default, result);
}
