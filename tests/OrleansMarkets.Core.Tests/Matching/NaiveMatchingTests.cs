namespace OrleansMarkets.Core.Tests.Matching;

public sealed class NaiveMatchingTests() : MatchingTests(new NaiveOrderBook());
