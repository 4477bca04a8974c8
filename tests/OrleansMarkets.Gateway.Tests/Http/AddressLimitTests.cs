using System.Net;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

public sealed class AddressLimitTests(AddressLimitTests.NarrowHost host) : IClassFixture<AddressLimitTests.NarrowHost>
{
    private const int Requests = 20;

    [Fact]
    public async Task Requests_of_one_address_are_limited()
    {
        WireAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, Requests * 5).Select(_ => host.Anonymous.SendAsync(HttpMethod.Get, "/v5/market/time", null)));
        Assert.Contains(answers, answer => answer.Code == RetCodes.Ok);
        WireAnswer[] refused = [.. answers.Where(answer => answer.Status == HttpStatusCode.Forbidden)];
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(RetCodes.TooManyRequestsOfAddress, answer.Code));
    }

    public sealed class NarrowHost() : GatewayHost(options => options.AddressRequestsPerFiveSeconds = Requests);
}
