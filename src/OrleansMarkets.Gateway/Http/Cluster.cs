using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansMarkets.Gateway.Hosting;

namespace OrleansMarkets.Gateway.Http;

/// <summary>
/// Calls of the cluster: each waits a named time at most, and no fault of a grain becomes more than "not known" or "busy".
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="options">The patience.</param>
/// <param name="clock">The gateway's clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class Cluster(IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<Cluster> logger)
{
    /// <summary>Finds grains.</summary>
    public IGrainFactory Grains => grains;

    /// <summary>Asks something that changes nothing.</summary>
    /// <exception cref="RequestException">There was no answer: busy.</exception>
    public async Task<T> AskAsync<T>(Task<T> call)
    {
        try
        {
            return await call.WaitAsync(options.Value.ClusterPatience, clock);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "The cluster did not answer");
            throw RequestException.Busy("Server busy, try again.");
        }
    }

    /// <summary>Asks for a change.</summary>
    /// <param name="call">The call.</param>
    /// <param name="unknown">The answer when none came: it may have happened.</param>
    public async Task<T> ChangeAsync<T>(Task<T> call, T unknown)
    {
        try
        {
            return await call.WaitAsync(options.Value.ClusterPatience, clock);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "The outcome of a change is not known");
            return unknown;
        }
    }
}
