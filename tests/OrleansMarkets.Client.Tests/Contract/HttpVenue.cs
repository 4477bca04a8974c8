using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Gateway.Hosting;

namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>The exchange reached over HTTP and WebSocket, by a gateway on a free port.</summary>
public sealed class HttpVenue : IVenue, IAsyncLifetime
{
    private const int ManyRequests = 1_000_000;
    private const int Markets = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private VenueCluster? _venue;
    private WebApplication? _application;
    private IMarketsClient? _operator;

    public Uri Url => new(_application!.Urls.Single());

    public IMarketsAdmin Operator => _operator!.Admin;

    internal VenueCluster Venue => _venue!;

    public async Task InitializeAsync()
    {
        _venue = await VenueCluster.StartAsync();
        _application = Build(_venue);
        _application.MapOrleansMarketsGateway();
        await _application.StartAsync();
        OpenedAccount operatorAccount = await _application.Services.GetRequiredService<AccountOffice>()
            .OpenAsync("operator", ApiKeyScopes.Admin, CancellationToken.None);
        _operator = Connect(operatorAccount.ApiKey, operatorAccount.ApiSecret);
        await UntilMarketsAreFollowedAsync();
    }

    public async Task DisposeAsync()
    {
        await _operator!.DisposeAsync();
        await _application!.StopAsync();
        await _application.DisposeAsync();
        await _venue!.DisposeAsync();
    }

    public async Task<(IMarketsClient Client, long Account)> TraderAsync(decimal deposit)
    {
        AccountCredentials made = await CredentialsAsync(deposit);
        return (Connect(made.ApiKey, made.ApiSecret), made.Account);
    }

    public async Task<AccountCredentials> CredentialsAsync(decimal deposit)
    {
        AccountCredentials made = await _operator!.Admin.CreateAccountAsync();
        await _operator.Admin.DepositAsync(made.Account, "USDT", deposit);
        return made;
    }

    // The gateway has replicas of its own, which come up after its listener.
    private async Task UntilMarketsAreFollowedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await _operator!.GetStatusAsync(patience.Token)).Markets.Count(market => market.IsOpen) < Markets)
        {
        }
    }

    private static WebApplication Build(VenueCluster venue)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IGrainFactory>(venue.Grains);
        builder.Services.AddSingleton(TestMarkets.Assets);
        builder.Services.AddOrleansMarketsGateway(options =>
        {
            options.MasterKey = new byte[GatewayOptions.MasterKeyBytes];
            options.MasterKey[0] = 1;
            options.TradeRequestsPerSecond = ManyRequests;
            options.ReadRequestsPerSecond = ManyRequests;
            options.AddressRequestsPerFiveSeconds = ManyRequests;
            options.KeeperShards = VenueCluster.KeeperShards;
        });
        return builder.Build();
    }

    private IMarketsClient Connect(string key, string secret) =>
        MarketsClient.Connect(new HttpConnectionOptions { Url = Url, ApiKey = key, ApiSecret = secret });
}
