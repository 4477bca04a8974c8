using Orleans.Concurrency;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Accounts;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Reentrant, but synchronous inside: the sentences of the protocol about turns, batches and uncertain appends.</summary>
public sealed class ReentrantTests
{
    private const long Other = 50;

    [Theory]
    [InlineData(typeof(OrderBookGrain))]
    [InlineData(typeof(CrossMarginGrain))]
    [InlineData(typeof(AccountGrain))]
    public void Book_cross_margin_and_account_grains_are_reentrant(Type grain) =>
        Assert.True(grain.IsDefined(typeof(ReentrantAttribute), inherit: false));

    [Fact]
    public void A_book_takes_the_next_step_while_an_append_is_under_way() => ProtocolVenueA.Run(async venue =>
    {
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<OrderReply> first = venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        await venue.Pass(10);
        Task<OrderReply> second = venue.Book.Submit(venue.Submit(Other + 1, 1, 1, 1, Side.Sell));
        await venue.Pass(10);
        DepthSnapshot depth = await venue.Book.GetDepth(5);
        Assert.Empty(depth.Bids);
        Assert.Equal(1, venue.Journal.Waiting);
        venue.Journal.Release();
        Assert.Equal((0L, 10L), ((await first).FilledLots, (await second).FilledLots));
    });

    [Fact]
    public void A_cross_margin_grain_answers_while_an_order_is_under_way() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Place(1, 9, Side.Buy, 1);
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<PlaceResult> placing = venue.Place(1, 1, Side.Buy, 10);
        await venue.Pass(50);
        Assert.Equal(1, (await venue.Account(1).GetRisk()).Account);
        Assert.False(placing.IsCompleted);
        venue.Journal.Release();
        await placing;
    });

    [Fact]
    public void Calls_in_flight_share_one_append_and_each_reply_is_its_own() => ProtocolVenueA.Run(async venue =>
    {
        const int Many = 40;
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task nudge = venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 1));
        await venue.Pass(10);
        int before = venue.Journal.Appends.Count;
        Task<OrderReply>[] orders =
        [
            .. Enumerable.Range(1, Many).Select(i => venue.Book.Submit(venue.Submit(Other + i, 1, 1, (ulong)i, lots: i))),
        ];
        await venue.Pass(10);
        venue.Journal.Release();
        await nudge;
        OrderReply[] replies = await Task.WhenAll(orders);

        Assert.Equal([new ProtocolVenueA.Append(ProtocolVenueA.Stream, 1, Many)], venue.Journal.Appends[before..]);
        Assert.Equal(Enumerable.Range(1, Many).Select(i => (ResultCode.Ok, (long)i)), replies.Select(r => (r.Code, r.RemainingLots)));
        Assert.Equal(Many, replies.Select(reply => reply.Sequence).Distinct().Count());
    });

    [Fact]
    public void An_uncertain_append_that_the_store_has_is_committed() => ProtocolVenueA.Run(async venue =>
    {
        long head = (await venue.Book.GetReport()).Sequence;
        venue.Journal.NextAppend = Once(new MemoryFaultOptions { UnknownAfterCommit = 0.5 });
        OrderReply reply = await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        Assert.Equal(1, venue.Store.Counters.UnknownAfterCommit);
        Assert.Equal(1, venue.Journal.HeadQueries);
        Assert.Equal((ResultCode.Ok, 1L), (reply.Code, reply.MarketEpoch));
        Assert.Single(await venue.Records(head));
        Assert.Equal(10, await venue.BidLots());
    });

    [Fact]
    public void An_uncertain_append_that_lands_late_is_committed_once() => ProtocolVenueA.Run(async venue =>
    {
        long head = (await venue.Book.GetReport()).Sequence;
        venue.Journal.NextAppend = Once(new MemoryFaultOptions
        {
            UnknownThenLateCommit = 0.5,
            MaxLateCommitDelay = TimeSpan.FromMilliseconds(5),
        });
        OrderReply reply = await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        await venue.Pass(1_000);
        Assert.Equal(1, venue.Store.Counters.LateCommits);
        Assert.Equal((ResultCode.Ok, 1L), (reply.Code, reply.MarketEpoch));
        Assert.Single(await venue.Records(head));
        Assert.Equal(10, await venue.BidLots());
    });

    [Fact]
    public void An_uncertain_append_that_lost_to_a_successor_ends_the_activation_and_the_next_one_replays() => ProtocolVenueA.Run(
        async venue =>
        {
            await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
            venue.Journal.NextAppend = Once(new MemoryFaultOptions { UnknownBeforeCommit = 0.5 });
            await venue.Fence();
            await Assert.ThrowsAnyAsync<Exception>(() => venue.Book.Submit(venue.Submit(Other, 1, 2, 2, lots: 7)));
            Assert.Equal(1, venue.Store.Counters.UnknownBeforeCommit);
            await venue.Publish(50_000);
            Assert.True((await venue.Book.GetReport()).MarketEpoch > 2);
            Assert.Equal(10, await venue.BidLots());
        });

    [Fact]
    public void An_append_whose_outcome_stays_uncertain_ends_the_activation_and_the_next_one_replays_what_has_landed() =>
        ProtocolVenueA.Run(async venue =>
        {
            venue.Journal.NextAppend = Once(new MemoryFaultOptions { UnknownAfterCommit = 0.5 });
            venue.Journal.HidesHead = true;
            Task<OrderReply> submit = venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
            await Assert.ThrowsAnyAsync<Exception>(() => submit);
            await venue.Pass(60_000);
            venue.Journal.HidesHead = false;
            await venue.Publish(50_000);
            MarketReport report = await venue.Book.GetReport();
            Assert.True(report.MarketEpoch > 1);
            Assert.Equal(10, await venue.BidLots());
            OrderReply again = await venue.Book.Submit(venue.Submit(Other, 1, 2, 1));
            Assert.Equal((ResultCode.Ok, true), (again.Code, again.IsReplay));
        });

    // The first draw is the fault, all later ones are none.
    private static MemoryFaultOptions Once(MemoryFaultOptions faults)
    {
        int draws = 0;
        return faults with { NextRandom = () => draws++ == 0 ? 0 : 0.9 };
    }
}
