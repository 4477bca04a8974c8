using System.Collections.Immutable;
using FsCheck.Fluent;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Oracles;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Oracles;

public sealed class OracleAggregatorTests
{
    internal const long Unit = 100_000_000;
    internal const long Start = 1_000 * TestMarkets.SecondNs;

    private static readonly OracleParameters Rules = new(
        MinimumPublishers: 3,
        MaximumAgeNs: 3 * TestMarkets.SecondNs,
        MaximumConfidencePpm: 2_000,
        MaximumMovePpm: 100_000,
        AverageHalfLifeNs: 300 * TestMarkets.SecondNs,
        MaximumAheadNs: TestMarkets.SecondNs);

    [Fact]
    public void Median_of_three_votes_each_with_quartile_confidence()
    {
        // Votes 99, 100, 101 / 100, 101, 102 / 101, 102, 103: median 101, quartiles votes[2] = 100 and votes[6] = 102.
        OracleAggregator feed = Feed(3);
        Send(feed, 1, 1, 100 * Unit, Unit);
        Send(feed, 2, 1, 101 * Unit, Unit);
        Send(feed, 3, 1, 102 * Unit, Unit);
        OracleResult result = feed.Aggregate(Start + 5);
        Assert.Equal(101 * Unit, result.PriceE8);
        Assert.Equal(Unit, result.ConfidenceE8);
        Assert.Equal(3, result.Publishers);
        Assert.Equal(5, result.OldestAgeNs);
        Assert.Equal(OracleValidity.TooUncertain, result.Validity);
    }

    [Fact]
    public void An_even_number_of_votes_takes_the_middle_of_two_rounded_down()
    {
        OracleAggregator feed = Feed(4);
        Send(feed, 1, 1, 100 * Unit, 10);
        Send(feed, 2, 1, 100 * Unit, 10);
        Send(feed, 3, 1, (100 * Unit) + 21, 10);
        Send(feed, 4, 1, (100 * Unit) + 21, 10);

        // The two in the middle are 100 + 10 and 100 + 11 (1e-8): 10.5, down.
        Assert.Equal((100 * Unit) + 10, feed.Aggregate(Start).PriceE8);
        Assert.Equal(OracleValidity.Valid, feed.Aggregate(Start).Validity);
    }

    [Fact]
    public void One_wrong_publisher_moves_neither_price_nor_confidence_beyond_the_others()
    {
        OracleAggregator feed = Feed(7);
        for (int i = 1; i <= 6; i++)
        {
            Send(feed, i, 1, (100 * Unit) + (i * Unit / 1_000), Unit / 100);
        }

        Send(feed, 7, 1, 1_000_000 * Unit, 900_000 * Unit);
        OracleResult result = feed.Aggregate(Start);
        Assert.InRange(result.PriceE8, 100 * Unit, (100 * Unit) + (Unit / 50));
        Assert.InRange(result.ConfidenceE8, 0, Unit / 50);
        Assert.Equal(OracleValidity.Valid, result.Validity);
    }

    [Fact]
    public void A_first_price_that_publishers_do_not_agree_on_does_not_make_the_true_one_look_volatile()
    {
        OracleAggregator feed = Feed(3);
        Send(feed, 1, 1, 1_000 * Unit, Unit / 100);
        Send(feed, 2, 1, 1_000 * Unit, Unit / 100);
        Send(feed, 3, 1, 100 * Unit, Unit / 100);
        Assert.Equal(OracleValidity.TooUncertain, feed.Aggregate(Start).Validity);
        Send(feed, 1, 2, 100 * Unit, Unit / 100);
        Send(feed, 2, 2, 100 * Unit, Unit / 100);

        Assert.Equal(OracleValidity.Valid, feed.Aggregate(Start + 1).Validity);
    }

    [Fact]
    public void Stale_publishers_do_not_vote()
    {
        OracleAggregator feed = Feed(4);
        for (int i = 1; i <= 4; i++)
        {
            Send(feed, i, 1, 100 * Unit, Unit / 100);
        }

        Assert.Equal(4, feed.Aggregate(Start + Rules.MaximumAgeNs).Publishers);
        Send(feed, 1, 2, 100 * Unit, Unit / 100, Start + Rules.MaximumAgeNs);
        OracleResult stale = feed.Aggregate(Start + Rules.MaximumAgeNs + 1);
        Assert.Equal(OracleValidity.InsufficientData, stale.Validity);
        Assert.Equal(0, stale.PriceE8);
        Assert.Equal("1 of at least 3 publishers are fresh", stale.Reason);
    }

    [Fact]
    public void Messages_dated_a_little_ahead_are_fresh_and_keep_their_date()
    {
        OracleAggregator feed = Feed(3);
        for (int i = 1; i <= 3; i++)
        {
            var message = new PublisherPrice(i, 1, 100 * Unit, Unit / 100, Start + Rules.MaximumAheadNs);
            Assert.Equal(OracleUpdate.Accepted, feed.Submit(message, Start));
        }

        OracleResult result = feed.Aggregate(Start);
        Assert.Equal((OracleValidity.Valid, -Rules.MaximumAheadNs), (result.Validity, result.OldestAgeNs));
    }

    [Fact]
    public void A_jump_is_too_volatile_until_the_average_follows()
    {
        OracleAggregator feed = Feed(3);
        SendAll(feed, 1, 100 * Unit, Start);
        Assert.Equal(OracleValidity.Valid, feed.Aggregate(Start).Validity);
        long jumped = Start + TestMarkets.SecondNs;
        SendAll(feed, 2, 111 * Unit, jumped);
        Assert.Equal(OracleValidity.TooVolatile, feed.Aggregate(jumped).Validity);
        long later = jumped + (300 * TestMarkets.SecondNs);
        SendAll(feed, 3, 111 * Unit, later);
        Assert.Equal(OracleValidity.TooVolatile, feed.Aggregate(later).Validity);
        Assert.Equal(OracleValidity.Valid, feed.Aggregate(later).Validity);
    }

    [Fact]
    public void Messages_out_of_order_or_malformed_are_refused()
    {
        OracleAggregator feed = Feed(3);
        Assert.Equal(OracleUpdate.Accepted, Send(feed, 1, 5, 100 * Unit, 1));
        Assert.Equal(OracleUpdate.OutOfOrder, Send(feed, 1, 5, 101 * Unit, 1));
        Assert.Equal(OracleUpdate.OutOfOrder, Send(feed, 1, 4, 101 * Unit, 1));
        Assert.Equal(OracleUpdate.OutOfOrder, Send(feed, 1, 6, 101 * Unit, 1, Start - 1));
        Assert.Equal(OracleUpdate.UnknownPublisher, Send(feed, 9, 1, 100 * Unit, 1));
        Assert.Equal(OracleUpdate.InvalidPrice, Send(feed, 1, 6, 0, 1));
        Assert.Equal(OracleUpdate.InvalidPrice, Send(feed, 1, 6, -1, 1));
        Assert.Equal(OracleUpdate.InvalidConfidence, Send(feed, 1, 6, 100 * Unit, 0));
        Assert.Equal(OracleUpdate.InvalidConfidence, Send(feed, 1, 6, 100 * Unit, 100 * Unit));
        Assert.Equal(OracleUpdate.FromTheFuture, feed.Submit(
            new PublisherPrice(1, 6, 100 * Unit, 1, Start + Rules.MaximumAheadNs + 1), Start));
        Assert.Equal(100 * Unit, feed.Publishers[0].PriceE8);
    }

    [Fact]
    public void A_snapshot_restores_everything_and_is_canonical()
    {
        OracleAggregator feed = Feed(3);
        SendAll(feed, 7, 100 * Unit, Start);
        feed.Aggregate(Start);
        var writer = new RecordWriter();
        feed.WriteSnapshot(writer);
        OracleAggregator restored = Feed(3);
        restored.ReadSnapshot(writer.Written);
        var again = new RecordWriter();
        restored.WriteSnapshot(again);
        Assert.Equal(writer.Written.ToArray(), again.Written.ToArray());
        Assert.Equal(OracleUpdate.OutOfOrder, Send(restored, 1, 7, 100 * Unit, 1));
        Assert.Equal(feed.Aggregate(Start + 9), restored.Aggregate(Start + 9));
        Assert.Throws<CorruptRecordException>(() => restored.ReadSnapshot(writer.Written[..5]));
    }

    [Fact]
    public void The_price_lies_within_the_votes_whatever_the_order_of_messages()
    {
        var cases =
            from prices in Properties.Magnitude(1L << 50).ArrayOf(7)
            select prices.Select(price => price + 2).ToArray();
        Properties.Check(cases, prices =>
        {
            OracleAggregator forward = Feed(7);
            OracleAggregator backward = Feed(7);
            for (int i = 0; i < prices.Length; i++)
            {
                Send(forward, i + 1, 1, prices[i], 1);
                Send(backward, prices.Length - i, 1, prices[^(i + 1)], 1);
            }

            OracleResult result = forward.Aggregate(Start);
            Assert.Equal(result, backward.Aggregate(Start));
            Assert.InRange(result.PriceE8, prices.Min() - 1, prices.Max() + 1);
            Assert.InRange(result.PriceE8, prices.Order().ElementAt(3) - 1, prices.Order().ElementAt(3) + 1);
        });
    }

    private static OracleAggregator Feed(int publishers) => new(Rules, [.. Enumerable.Range(1, publishers)]);

    private static OracleUpdate Send(OracleAggregator feed, int publisher, long sequence, long price, long confidence, long atNs = Start) =>
        feed.Submit(new PublisherPrice(publisher, sequence, price, confidence, atNs), atNs);

    private static void SendAll(OracleAggregator feed, long sequence, long price, long atNs)
    {
        foreach (PublisherPrice publisher in feed.Publishers.ToImmutableArray())
        {
            Send(feed, publisher.Publisher, sequence, price, price / 10_000, atNs);
        }
    }
}
