using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.Gateway.Routes;
using OrleansMarkets.Gateway.Streams;
using OrleansMarkets.MarketData.Following;

namespace OrleansMarkets.Gateway.Hosting;

/// <summary>Adds the gateway to a web host.</summary>
public static class OrleansMarketsGatewayExtensions
{
    private const int MaximumHeaders = 64;
    private const int MaximumHeaderBytes = 16 * 1024;
    private const int MaximumRequestLineBytes = 8 * 1024;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Registers what the gateway needs. The host registers <c>IClusterClient</c> or <c>IGrainFactory</c>, and the same
    /// <see cref="Core.Money.AssetTable"/> as the silos. The options are checked when the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; the master key has no default.</param>
    public static IServiceCollection AddOrleansMarketsGateway(this IServiceCollection services, Action<GatewayOptions> configure)
    {
        services.AddOptions<GatewayOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SecretSeal>();
        services.AddSingleton<KeyIds>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<RequestAuthenticator>();
        services.AddSingleton(static provider => new AccountOffice(
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<KeyIds>(),
            provider.GetRequiredService<SecretSeal>()));
        services.AddMarketData();
        services.AddSingleton<GatewayMarkets>();
        services.AddSingleton<OrderLookup>();
        services.AddSingleton<Cluster>();
        services.AddSingleton<AccountCalls>();
        services.AddSingleton<OrderCommands>();
        services.AddSingleton<IRouteSource, MarketRoutes>();
        services.AddSingleton<IRouteSource, CandleRoutes>();
        services.AddSingleton<IRouteSource, AnalyticsRoutes>();
        services.AddSingleton<IRouteSource, AuctionRoutes>();
        services.AddSingleton<IRouteSource, OrderRoutes>();
        services.AddSingleton<IRouteSource, BatchRoutes>();
        services.AddSingleton<IRouteSource, ScaleRoutes>();
        services.AddSingleton<IRouteSource, CancelAllRoutes>();
        services.AddSingleton<IRouteSource, CancelTimerRoutes>();
        services.AddSingleton<IRouteSource, TradingStopRoutes>();
        services.AddSingleton<DisconnectGuard>();
        services.AddSingleton<IRouteSource, OrderListRoutes>();
        services.AddSingleton<IRouteSource, AccountRoutes>();
        services.AddSingleton<IRouteSource, VenueRoutes>();
        services.AddSingleton<IRouteSource, PhaseRoutes>();
        services.AddSingleton<PrivateStreams>();
        services.AddSingleton<StreamHub>();
        services.AddSingleton<StreamCommands>();
        services.AddSingleton<StreamEndpoint>();
        services.AddSingleton<GatewayEndpoint>();
        return services;
    }

    /// <summary>Maps everything under <c>/v5</c>, HTTP and streams.</summary>
    /// <param name="endpoints">The host's application.</param>
    public static IEndpointConventionBuilder MapOrleansMarketsGateway(this IEndpointRouteBuilder endpoints)
    {
        GatewayEndpoint gateway = endpoints.ServiceProvider.GetRequiredService<GatewayEndpoint>();
        IApplicationBuilder pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(gateway.HandleAsync);
        return endpoints.Map("/v5/{**path}", pipeline.Build());
    }

    private sealed class KestrelLimits(IOptions<GatewayOptions> options) : IConfigureOptions<KestrelServerOptions>
    {
        public void Configure(KestrelServerOptions kestrel)
        {
            kestrel.AddServerHeader = false;
            KestrelServerLimits limits = kestrel.Limits;
            limits.MaxConcurrentConnections = options.Value.MaximumConnections;
            limits.MaxConcurrentUpgradedConnections = options.Value.MaximumStreams;
            limits.MaxRequestHeaderCount = MaximumHeaders;
            limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
            limits.MaxRequestLineSize = MaximumRequestLineBytes;
            limits.RequestHeadersTimeout = HeadersTimeout;
            limits.KeepAliveTimeout = KeepAliveTimeout;

            // The endpoint has a smaller limit and answers in its own words; this one is for what goes past it.
            limits.MaxRequestBodySize = options.Value.MaximumBodyBytes * 2L;
        }
    }
}
