using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Tests.Markets;

public sealed class PriceViewTests
{
    private const long Millisecond = 1_000_000;

    private readonly ManualClock _clock = new();

    [Fact]
    public void A_price_ages_from_the_moment_its_question_left()
    {
        long leftAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMilliseconds(30));
        PriceView view = PriceView.Empty(_clock).With(new PriceAnswer(leftAt, [Price("A", 1, 1, 200, ageNs: 5 * Millisecond)]));
        Assert.True(view.TryGet("A", out MarketPrice price));
        Assert.Equal(35 * Millisecond, price.AgeNs);

        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(view.TryGet("A", out price));
        Assert.Equal(135 * Millisecond, price.AgeNs);
    }

    [Fact]
    public void An_older_step_never_replaces_a_later_one()
    {
        PriceView view = PriceView.Empty(_clock)
            .With(new PriceAnswer(0, [Price("A", epoch: 2, sequence: 5, mark: 200, ageNs: 0)]))
            .With(new PriceAnswer(0, [Price("A", epoch: 2, sequence: 4, mark: 100, ageNs: 0)]))
            .With(new PriceAnswer(0, [Price("A", epoch: 1, sequence: 9, mark: 100, ageNs: 0)]));

        Assert.True(view.TryGet("A", out MarketPrice price));
        Assert.Equal(200, price.MarkUnits);
    }

    [Fact]
    public void Of_the_same_step_the_younger_report_counts()
    {
        PriceView view = PriceView.Empty(_clock).With(new PriceAnswer(0, [Price("A", 1, 1, 200, ageNs: 50 * Millisecond)]));
        view = view.With(new PriceAnswer(0, [Price("A", 1, 1, 200, ageNs: 20 * Millisecond)]));
        view = view.With(new PriceAnswer(0, [Price("A", 1, 1, 200, ageNs: 90 * Millisecond)]));

        Assert.True(view.TryGet("A", out MarketPrice price));
        Assert.Equal(20 * Millisecond, price.AgeNs);
    }

    [Fact]
    public void What_an_answer_does_not_mention_stays_and_ages()
    {
        PriceView view = PriceView.Empty(_clock).With(new PriceAnswer(0, [Price("A", 1, 1, 200, 0), Price("B", 1, 1, 300, 0)]));
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        view = view.With(new PriceAnswer(_clock.GetTimestamp(), [Price("B", 1, 2, 301, 0)]));

        Assert.True(view.TryGet("A", out MarketPrice a));
        Assert.True(view.TryGet("B", out MarketPrice b));
        Assert.Equal((10 * Millisecond, 0L), (a.AgeNs, b.AgeNs));
        Assert.False(view.TryGet("C", out _));
    }

    private static MarketPrice Price(string symbol, long epoch, long sequence, long mark, long ageNs) =>
        new(symbol, epoch, sequence, MarketPhase.Open, mark, mark, 0, 1, ageNs);
}
