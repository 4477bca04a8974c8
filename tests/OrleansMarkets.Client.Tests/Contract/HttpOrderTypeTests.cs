namespace OrleansMarkets.Client.Tests.Contract;

public sealed class HttpOrderTypeTests(HttpVenue venue) : OrderTypeContract(venue), IClassFixture<HttpVenue>;
