using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Nothing is said before it is safe: the sentences of the protocol about replies and appends.</summary>
public sealed class SafeTests
{
    private const long Other = 50;

    [Fact]
    public void A_result_a_rejection_a_status_and_a_row_leave_only_after_an_append() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 1));
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task[] replies =
        [
            venue.Book.Submit(venue.Submit(Other, 1, 2, 1)),
            venue.Book.Submit(venue.Submit(Other, 1, 3, 2, price: ProtocolVenueA.Mark + 1)),
            venue.Book.Submit(venue.Submit(Other, 1, 1, 3)),
            venue.Book.Cancel(venue.Cancel(Other, 1, 4, 4, 99)),
            venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 5)),
            venue.Book.ReadRows(new RowQuery(0, 10, false)),
            venue.Book.GetReport(),
            venue.Book.SetParameters(TestVenue.Market with { Version = 3, TickUnits = 0 }),
        ];
        await venue.Pass(2_000);
        Assert.All(replies, reply => Assert.False(reply.IsCompleted));
        venue.Journal.Release();
        await Task.WhenAll(replies);
    });

    [Fact]
    public void A_reply_waits_for_an_append_that_began_after_it_was_computed() => ProtocolVenueA.Run(async venue =>
    {
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<OrderReply> first = venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        await venue.Pass(10);
        Task<OrderReply> second = venue.Book.Submit(venue.Submit(Other, 1, 2, 2));
        Task<RowPage> rows = venue.Book.ReadRows(new RowQuery(0, 10, false));
        await venue.Pass(10);
        Assert.Equal(1, venue.Journal.Waiting);

        venue.Journal.ReleaseOne();
        await venue.Pass(100);
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted);
        Assert.False(rows.IsCompleted);
        venue.Journal.ReleaseOne();
        await Task.WhenAll(second, rows);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_nothing_waits_an_empty_append_checks_the_epoch(bool isSuperseded) => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 1));
        int before = venue.Journal.Appends.Count;
        if (isSuperseded)
        {
            Assert.Equal(ResultCode.Superseded, (await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 1))).Code);
        }
        else
        {
            await venue.Book.ReadRows(new RowQuery(0, 10, false));
        }

        Assert.Equal([new ProtocolVenueA.Append(ProtocolVenueA.Stream, 1, 0)], venue.Journal.Appends[before..]);
    });

    [Fact]
    public void An_append_that_fails_lets_no_reply_leave() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Fence();
        await Assert.ThrowsAnyAsync<Exception>(() => venue.Book.Submit(venue.Submit(Other, 1, 1, 1)));
        await venue.Publish(50_000);
        Assert.Equal(0, await venue.BidLots());
        OrderReply again = await venue.Book.Submit(venue.Submit(Other, 1, 2, 1));
        Assert.Equal((ResultCode.Ok, false), (again.Code, again.IsReplay));
    });

    [Fact]
    public void An_epoch_raise_is_a_record() => ProtocolVenueA.Run(async venue =>
    {
        IJournalStream successor = await venue.Fence();
        long head = successor.Head.Sequence;
        await Assert.ThrowsAnyAsync<Exception>(venue.Book.Nudge);
        await venue.Pass(1_000);
        MarketReport report = await venue.Book.GetReport();
        Assert.True(report.MarketEpoch > successor.Epoch);
        Assert.Equal(CommandKind.RaiseEpoch, (await venue.Records(head))[0].Command);
        Assert.Single(await venue.Records(), record => record.Command == CommandKind.RaiseEpoch && record.Sequence > head);
    });

    [Fact]
    public void An_activation_says_nothing_before_its_epoch_raise_is_durable() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Fence();
        await Assert.ThrowsAnyAsync<Exception>(venue.Book.Nudge);
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<MarketReport> report = venue.Book.GetReport();
        Task<DepthSnapshot> depth = venue.Book.GetDepth(1);
        await venue.Pass(2_000);
        Assert.True(venue.Journal.Waiting > 0);
        Assert.False(report.IsCompleted);
        Assert.False(depth.IsCompleted);
        venue.Journal.Release();
        Assert.True((await report).MarketEpoch > 2);
    });

    [Fact]
    public void A_hung_book_that_wakes_beside_its_successor_can_tell_nobody_anything() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 1));
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task nudge = venue.Book.Nudge();
        Task[] replies =
        [
            venue.Book.Submit(venue.Submit(Other, 1, 2, 1)),
            venue.Book.Submit(venue.Submit(Other, 1, 1, 2)),
            venue.Book.Cancel(venue.Cancel(Other, 1, 3, 3, 99)),
            venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 4)),
            venue.Book.ReadRows(new RowQuery(0, 10, false)),
            venue.Book.GetReport(),
            venue.Book.SetParameters(TestVenue.Market with { Version = 2, TickUnits = 20 }),
        ];
        await venue.Pass(100);
        IJournalStream successor = await venue.Fence();
        venue.Journal.Release();
        foreach (Task reply in replies)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => reply);
        }

        await Record.ExceptionAsync(() => nudge);
        await venue.Pass(1_000);
        Assert.Equal(0, await venue.BidLots());
        Assert.Equal(CommandKind.RaiseEpoch, (await venue.Records(successor.Head.Sequence))[0].Command);
    });

    [Fact]
    public void Rows_leave_for_their_accounts_only_after_the_append() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Deposit(2, 10_000);
        await venue.Place(1, 1, Side.Sell, 10);
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<PlaceResult> taking = venue.Place(2, 1, Side.Buy, 10);
        await venue.Pass(3_000);
        Assert.Empty(venue.Messages<RowPush>());
        Assert.False(taking.IsCompleted);
        venue.Journal.Release();
        Assert.Equal(10, (await taking).FilledLots);
        await venue.Pass(100);
        Assert.Equal(-10, Assert.Single(venue.Messages<RowPush>(), push => push.Row.Account == 1).Row.SizeLots);
    });

    [Fact]
    public void Only_public_market_data_is_served_without_an_append_marked_with_epoch_and_sequence() => ProtocolVenueA.Run(async venue =>
    {
        MarketReport report = await venue.Book.GetReport();
        venue.Journal.Hold(ProtocolVenueA.Stream);
        await venue.Fence();
        Task<OrderReply> submit = venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        Task<DepthSnapshot> depth = venue.Book.GetDepth(10);
        await venue.Pass(10);
        Assert.True(depth.IsCompletedSuccessfully);
        Assert.False(submit.IsCompleted);
        DepthSnapshot served = await depth;
        Assert.Equal((report.MarketEpoch, report.Sequence + 1), (served.MarketEpoch, served.Sequence));
        venue.Journal.Release();
        await Assert.ThrowsAnyAsync<Exception>(() => submit);

        await venue.Pass(1_000);
        await venue.Book.Nudge();
        Assert.True((await venue.Book.GetDepth(10)).MarketEpoch > served.MarketEpoch);
    });

    [Fact]
    public void The_risk_of_an_account_is_said_only_by_the_activation_that_may_still_write() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Account(1).GetRisk();
        venue.Journal.Hold("account/1");
        Task<RiskReport> risk = venue.Account(1).GetRisk();
        Task<LedgerResult> deposit = venue.Account(1).Deposit(new LedgerCommand(TestVenue.Id(5), "USDT", 1, 0));
        await venue.Pass(500);
        Assert.Equal(1, venue.Journal.Waiting);
        Assert.False(risk.IsCompleted);
        Assert.False(deposit.IsCompleted);
        await venue.Fence("account/1");
        venue.Journal.Release();
        await Assert.ThrowsAnyAsync<Exception>(() => risk);
        await Assert.ThrowsAnyAsync<Exception>(() => deposit);
    });
}
