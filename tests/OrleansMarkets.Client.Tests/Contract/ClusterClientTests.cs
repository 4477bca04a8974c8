namespace OrleansMarkets.Client.Tests.Contract;

public sealed class ClusterClientTests(ClusterVenue venue) : MarketsClientContract(venue), IClassFixture<ClusterVenue>;
