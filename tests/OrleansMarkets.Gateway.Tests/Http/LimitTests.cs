using System.Net;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

public sealed class LimitTests(LimitTests.NarrowHost host) : IClassFixture<LimitTests.NarrowHost>
{
    private const int Reads = 3;

    [Fact]
    public async Task Requests_of_one_account_to_one_endpoint_are_limited()
    {
        SigningClient trader = await host.TraderAsync();
        WireAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => trader.SendAsync(HttpMethod.Get, "/v5/account/info", null)));
        Assert.Contains(answers, answer => answer.Code == RetCodes.TooManyRequests);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(answers, answer => Assert.Equal("3", answer.Headers.GetValues(WireHeaders.Limit).Single()));
        Assert.Equal(RetCodes.Ok, await trader.CodeAsync("/v5/user/query-api"));
    }

    [Fact]
    public void A_window_never_admits_more_than_its_limit()
    {
        Random random = new(5);
        SlidingWindow window = new();
        List<long> taken = [];
        long now = 0;
        for (int i = 0; i < 5_000; i++)
        {
            now += random.Next(0, 60);
            if (window.Take(now, 1_000, 7).Taken)
            {
                taken.Add(now);
                Assert.True(taken.Count(time => time > now - 900) <= 7);
            }
        }

        Assert.True(taken.Count > now / 1_000 * 5);
    }

    [Fact]
    public void Bad_options_are_all_named()
    {
        GatewayOptions options = new() { MasterKey = new byte[16], KeyLifetime = TimeSpan.FromMinutes(1), MaximumTopics = 0 };
        string[] failures = [.. new GatewayOptionsValidator().Validate(null, options).Failures!];
        Assert.Equal(3, failures.Length);
        Assert.Contains(failures, failure => failure.StartsWith("config.gateway.master_key", StringComparison.Ordinal));
        options.MasterKey = [.. Enumerable.Repeat((byte)7, GatewayOptions.MasterKeyBytes)];
        (options.KeyLifetime, options.MaximumTopics) = (TimeSpan.FromMilliseconds(500), 10);
        Assert.True(new GatewayOptionsValidator().Validate(null, options).Succeeded);
    }

    public sealed class NarrowHost() : GatewayHost(options => options.ReadRequestsPerSecond = Reads);
}
