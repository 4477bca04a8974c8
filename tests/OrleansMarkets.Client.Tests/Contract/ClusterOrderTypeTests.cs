namespace OrleansMarkets.Client.Tests.Contract;

public sealed class ClusterOrderTypeTests(ClusterVenue venue) : OrderTypeContract(venue), IClassFixture<ClusterVenue>;
