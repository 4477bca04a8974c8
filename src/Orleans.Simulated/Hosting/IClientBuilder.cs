using Microsoft.Extensions.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures a client.</summary>
public interface IClientBuilder
{
    /// <summary>The services of the client.</summary>
    IServiceCollection Services { get; }

    /// <summary>The configuration of the host.</summary>
    IConfiguration Configuration { get; }
}
