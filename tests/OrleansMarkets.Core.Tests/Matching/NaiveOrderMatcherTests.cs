using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

public sealed class NaiveOrderMatcherTests() : OrderMatcherTests(tape => new NaiveOrderMatcher(tape));
