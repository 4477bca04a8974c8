namespace OrleansMarkets.Client.Tests.Contract;

public sealed class HttpAnalyticsTests(HttpVenue venue) : AnalyticsContract(venue), IClassFixture<HttpVenue>;
