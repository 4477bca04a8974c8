namespace OrleansMarkets.Client.Tests.Contract;

public sealed class ClusterAnalyticsTests(ClusterVenue venue) : AnalyticsContract(venue), IClassFixture<ClusterVenue>;
