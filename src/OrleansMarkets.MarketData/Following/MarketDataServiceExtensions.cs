using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansMarkets.MarketData.Following;

/// <summary>Adds market data to a host that has a cluster client or a silo.</summary>
public static class MarketDataServiceExtensions
{
    /// <summary>
    /// Registers <see cref="MarketFollowers"/>, which begins to follow every market when the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes how markets are followed, or null for the defaults.</param>
    public static IServiceCollection AddMarketData(
        this IServiceCollection services, Action<MarketFollowerOptions>? configure = null)
    {
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MarketFollowers>();
        services.AddHostedService(provider => provider.GetRequiredService<MarketFollowers>());
        return services;
    }
}
