using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>One request for an order, understood and not yet sent.</summary>
/// <param name="Items">What its account is asked, in this order; empty if there is nothing to ask.</param>
/// <param name="AnswerAsync">Makes the client's answer of the results of the items, and puts right what they left undone.</param>
internal sealed record OrderWork(ImmutableArray<BatchItem> Items, Func<IReadOnlyList<PlaceResult>, Task<OrderAnswer>> AnswerAsync)
{
    /// <summary>Most commands of one request: an order, its take-profit and its stop-loss.</summary>
    public const int MaximumItems = 3;

    /// <summary>A request whose answer is known already.</summary>
    public static OrderWork Answered(OrderAnswer answer) => new([], _ => Task.FromResult(answer));
}
