using Microsoft.Extensions.Configuration;

namespace Orleans.Hosting;

internal sealed class HostedBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder, IClientBuilder
{
    public IServiceCollection Services { get; } = services;

    public IConfiguration Configuration { get; } = configuration;
}
