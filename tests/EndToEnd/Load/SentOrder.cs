using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.EndToEnd.Load;

/// <summary>An order that was sent, and what came back.</summary>
/// <param name="Account">Who sent it.</param>
/// <param name="Body">What was sent.</param>
internal sealed record SentOrder(LoadAccount Account, CreateOrderRequest Body)
{
    /// <summary>The answer; null when there was none.</summary>
    public Envelope<OrderAck>? Answer { get; set; }

    /// <summary>Whether a cancel of it was acknowledged.</summary>
    public bool IsCancelAcknowledged { get; set; }

    /// <summary>The order's id, when it was acknowledged.</summary>
    public string? OrderId => Answer is { Code: RetCodes.Ok } ? Answer.Result!.OrderId : null;

    /// <summary>The client's own id.</summary>
    public string LinkId => Body.OrderLinkId!;
}
