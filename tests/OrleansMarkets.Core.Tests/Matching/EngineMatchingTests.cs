namespace OrleansMarkets.Core.Tests.Matching;

public sealed class EngineMatchingTests() : MatchingTests(new EngineVenue());
