using OrleansMarkets.EndToEnd.Load;
using OrleansMarkets.EndToEnd.Processes;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.EndToEnd;

/// <summary>The host is ended in the middle of a thousand commands a second; everything that was acknowledged is there.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Accounts = 24;
    private const int Acknowledgements = 1_500;

    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT"];

    private readonly DataFolder _data = new();
    private readonly HttpClient _http = SignedClient.NewConnection();
    private readonly List<SentOrder> _sent = [];

    public void Dispose()
    {
        _http.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Killed_twice_under_load_it_loses_no_acknowledged_order_and_doubles_none()
    {
        IReadOnlyList<LoadAccount> accounts = await LoadAsync(null, "first", silo => silo.KillAsync());
        IReadOnlyDictionary<string, Order> afterFirst = await CheckAsync();
        await LoadAsync(accounts, "second", silo => silo.KillAsync());
        IReadOnlyDictionary<string, Order> afterSecond = await CheckAsync();
        LoadAudit.RequireUnchanged(afterFirst, afterSecond);
        await LabVerify.RequireIntactAsync(_data.Path);
    }

    [Fact]
    public async Task Stopped_under_load_it_loses_no_acknowledged_order()
    {
        await LoadAsync(null, "stopped", silo => silo.StopAsync());
        await CheckAsync();
        await LabVerify.RequireIntactAsync(_data.Path);
    }

    private async Task<IReadOnlyList<LoadAccount>> LoadAsync(
        IReadOnlyList<LoadAccount>? known, string name, Func<SiloProcess, Task> end)
    {
        (SiloProcess silo, SiloBanner banner) = await SiloProcess.StartAsync(_data.Path, "--no-demo");
        using (silo)
        {
            Venue venue = new(_http, _data.Path, banner);
            IReadOnlyList<LoadAccount> accounts = known is null
                ? await OpenAccountsAsync(venue)
                : [.. known.Select(account => account with { Client = account.Client.At(venue.Url) })];
            Dictionary<string, decimal> marks = [];
            foreach (string symbol in Symbols)
            {
                marks[symbol] = await venue.ReadMarkAsync(symbol);
            }

            LoadRun load = new(accounts, marks, name);
            await load.RunAsync(Acknowledgements, () => end(silo));
            _sent.AddRange(load.Orders);
            return accounts;
        }
    }

    private static async Task<IReadOnlyList<LoadAccount>> OpenAccountsAsync(Venue venue)
    {
        List<LoadAccount> accounts = [];
        for (int number = 0; number < Accounts; number++)
        {
            accounts.Add(new LoadAccount(number, await venue.OpenAccountAsync("1000000"), Symbols[number % Symbols.Length]));
        }

        return accounts;
    }

    private async Task<IReadOnlyDictionary<string, Order>> CheckAsync()
    {
        (SiloProcess silo, SiloBanner banner) = await SiloProcess.StartAsync(_data.Path, "--no-demo");
        using (silo)
        {
            IReadOnlyDictionary<string, Order> found = await LoadAudit.RequireAllAsync(_sent, banner.Url);
            await new Venue(_http, _data.Path, banner).RequireSumsAsync();

            // Nothing that was under way at the end arrives later: what was absent stays absent, what was there stays the same.
            IReadOnlyDictionary<string, Order> later = await LoadAudit.RequireAllAsync(_sent, banner.Url);
            Assert.Equal(found.Keys.Order(StringComparer.Ordinal), later.Keys.Order(StringComparer.Ordinal));
            LoadAudit.RequireUnchanged(found, later);
            await silo.StopAsync();
            return later;
        }
    }
}
