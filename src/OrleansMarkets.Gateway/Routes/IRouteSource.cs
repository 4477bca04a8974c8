using OrleansMarkets.Gateway.Http;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Brings routes.</summary>
internal interface IRouteSource
{
    /// <summary>The routes.</summary>
    IEnumerable<Route> Routes { get; }
}
