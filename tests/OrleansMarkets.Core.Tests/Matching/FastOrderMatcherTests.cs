using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

public sealed class FastOrderMatcherTests() : OrderMatcherTests(
    tape => new OrderMatcher(Symbols, (int)HighestOrderId, tape, new PriceWindow(PriceWindow.Minimum, 4 * PriceWindow.Minimum)));
