namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>The exchange reached by grain calls.</summary>
public sealed class ClusterVenue : IVenue, IAsyncLifetime
{
    private VenueCluster? _venue;
    private MarketsCluster? _connection;

    public IMarketsAdmin Operator => _connection!.ForAccount(0).Admin;

    public async Task InitializeAsync()
    {
        _venue = await VenueCluster.StartAsync();
        _connection = MarketsCluster.Connect(
            _venue.Grains, new ClusterConnectionOptions { Assets = TestMarkets.Assets, KeeperShards = VenueCluster.KeeperShards });
    }

    public async Task DisposeAsync()
    {
        await _connection!.DisposeAsync();
        await _venue!.DisposeAsync();
    }

    public async Task<(IMarketsClient Client, long Account)> TraderAsync(decimal deposit)
    {
        IMarketsAdmin admin = _connection!.ForAccount(0).Admin;
        AccountCredentials made = await admin.CreateAccountAsync();
        await admin.DepositAsync(made.Account, "USDT", deposit);
        return (_connection.ForAccount(made.Account), made.Account);
    }
}
