using Microsoft.AspNetCore.Http;

namespace OrleansMarkets.Gateway.Http;

/// <summary>Everything under <c>/v5</c>.</summary>
internal sealed class GatewayEndpoint
{
    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
