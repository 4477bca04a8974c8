using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>What a client is told of one request for an order.</summary>
/// <param name="Code">One of <see cref="RetCodes"/>.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Symbol">The market's public symbol, as far as it is known.</param>
/// <param name="OrderId">The order; empty unless the code is zero.</param>
/// <param name="OrderLinkId">The client's own id of it; empty for none.</param>
internal sealed record OrderAnswer(int Code, string Message, string Symbol, string OrderId, string OrderLinkId)
{
    /// <summary>Whether it is a success.</summary>
    public bool IsOk => Code == RetCodes.Ok;
}
