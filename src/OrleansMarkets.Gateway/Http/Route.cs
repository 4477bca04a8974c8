namespace OrleansMarkets.Gateway.Http;

/// <summary>One route.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Path">The whole path.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Handler">Answers it.</param>
internal sealed record Route(string Method, string Path, RouteAccess Access, Func<GatewayRequest, Task> Handler)
{
    /// <summary>Whether it counts against the larger limit.</summary>
    public bool IsTrading => Access is RouteAccess.Trade or RouteAccess.Cancel;
}
