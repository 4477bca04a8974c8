using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>The sentences of the protocol about touching a market.</summary>
public sealed class TouchTests
{
    private const long Other = 50;

    [Theory]
    [InlineData(TouchCancel.None, 30, 5)]
    [InlineData(TouchCancel.Opening, 0, 5)]
    [InlineData(TouchCancel.All, 0, 0)]
    public void A_touch_cancels_none_opening_or_all_and_returns_the_row(TouchCancel cancel, long openingLots, long reducingLots) =>
        ProtocolVenueA.Run(async venue =>
        {
            await venue.Book.Submit(venue.Submit(Other + 1, 1, 1, 1, Side.Sell, 5));
            await venue.Book.Submit(venue.Submit(Other, 1, 1, 1, Side.Buy, 5));
            await venue.Book.Submit(venue.Submit(Other, 1, 2, 2, Side.Buy, 30, ProtocolVenueA.Mark - 1_000));
            SubmitOrder reducing = venue.Submit(Other, 1, 3, 3, Side.Sell, 5, ProtocolVenueA.Mark + 1_000);
            OrderReply resting = await venue.Book.Submit(reducing with { Flags = OrderFlags.ReduceOnly });
            Assert.Equal((30L, 5L), (resting.Row.OpenBuyLots, resting.Row.OpenReduceOnlyLots));

            TouchReply touched = await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 4, cancel));
            Assert.Equal(ResultCode.Ok, touched.Code);
            Assert.Equal((5L, openingLots, reducingLots), (touched.Row.SizeLots, touched.Row.OpenBuyLots, touched.Row.OpenReduceOnlyLots));
            Assert.Equal(new CallNumber(1, 4), touched.Row.Call);
        });

    [Fact]
    public void The_row_of_a_touch_is_durable() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        TouchReply touched = await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 2));
        List<RecordHeader> records = await venue.Records();
        Assert.Equal((CommandKind.Touch, touched.Sequence), (records[^1].Command, records[^1].Sequence));

        await venue.Fence();
        await Assert.ThrowsAnyAsync<Exception>(venue.Book.Nudge);
        await venue.Pass(1_000);
        Assert.Equal(touched.Row, (await venue.Book.ReadRows(new RowQuery(Other - 1, 1, false))).Rows[0]);
    });

    [Fact]
    public void A_new_activation_raises_the_epoch_so_nothing_of_the_earlier_one_can_happen() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Place(1, 1, Side.Buy, 10);
        venue.Handle = static call => call.MethodName == nameof(IOrderBookGrain.Submit)
            ? Task.FromException(new TimeoutException("lost"))
            : call.Invoke();
        Task<PlaceResult> lost = venue.Place(1, 2, Side.Buy, 10);
        await venue.Pass(10);
        SubmitOrder late = venue.Messages<SubmitOrder>()[^1];
        await venue.Fence("account/1");
        await Assert.ThrowsAnyAsync<Exception>(() => venue.Account(1).GetRisk());
        await venue.Pass(20);
        await venue.Account(1).GetRisk();
        await venue.Pass(500);
        venue.Handle = static call => call.Invoke();

        CallNumber first = venue.Stamps(1).First(call => call.Epoch > late.Call.Epoch);
        Assert.Equal(1, first.Number);
        TouchAccount raise = Assert.Single(venue.Messages<TouchAccount>(), touch => touch.Call == first);
        Assert.Equal((1L, TouchCancel.None), (raise.Account, raise.Cancel));
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Submit(late)).Code);
        Assert.Equal(10, await venue.BidLots());
        await Record.ExceptionAsync(() => lost);
    });

    [Fact]
    public void Money_leaves_only_behind_a_touch_that_reads_what_a_lost_push_did_not_say() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Deposit(2, 10_000);
        await venue.Place(1, 1, Side.Sell, 1_000);
        venue.Handle = static call => call.MethodName == nameof(ICrossMarginGrain.Push)
            ? Task.FromException(new TimeoutException("lost"))
            : call.Invoke();
        Assert.Equal(1_000, (await venue.Place(2, 1, Side.Buy, 1_000)).FilledLots);
        Assert.Equal(0, (await venue.Account(1).GetRisk()).Positions[0].Row.SizeLots);
        int before = venue.Stamps(1).Count;

        LedgerResult withdrawn = await venue.Account(1).Withdraw(new LedgerCommand(TestVenue.Id(2), "USDT", 8_745 * TestVenue.Usdt, 0));
        Assert.Equal(before + 1, venue.Stamps(1).Count);
        Assert.Equal(ResultCode.InsufficientBalance, withdrawn.Code);
        Assert.Equal(-1_000, (await venue.Account(1).GetRisk()).Positions[0].Row.SizeLots);
    });

    [Fact]
    public void Money_does_not_leave_when_a_market_cannot_be_touched() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Place(1, 1, Side.Buy, 10);
        venue.Handle = static call => call.MethodName == nameof(IOrderBookGrain.Touch)
            ? Task.FromException(new TimeoutException("lost"))
            : call.Invoke();
        var withdrawal = new LedgerCommand(TestVenue.Id(2), "USDT", 1, 0);
        Assert.Equal(ResultCode.Unavailable, (await venue.Account(1).Withdraw(withdrawal)).Code);
        venue.Handle = static call => call.Invoke();
        LedgerResult again = await venue.Account(1).Withdraw(withdrawal);
        Assert.Equal((ResultCode.Ok, (10_000 * TestVenue.Usdt) - 1), (again.Code, again.LedgerQuanta));
    });

    [Fact]
    public void A_touch_resolves_replies_that_never_came() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        venue.Handle = static async call =>
        {
            await call.Invoke();
            if (call.MethodName == nameof(IOrderBookGrain.Submit))
            {
                throw new TimeoutException("lost on the way back");
            }
        };
        PlaceResult unknown = await venue.Place(1, 1, Side.Buy, 10, deadlineNs: venue.NowNs + ProtocolVenueA.Second);
        Assert.Equal(ResultCode.Unknown, unknown.Code);
        await venue.Pass(1_000);
        RowImage row = (await venue.Account(1).GetRisk()).Positions[0].Row;
        Assert.Equal((10L, 1), (row.OpenBuyLots, row.OpenOrders));
        Assert.Equal(venue.Messages<TouchAccount>()[^1].Call, row.Call);
    });

    [Fact]
    public void A_liquidation_first_freezes_every_market_of_the_account() => ProtocolVenueA.Run(async venue =>
    {
        const string Second = "BTC2USDT-PERP";
        await venue.List(TestVenue.Market with { Symbol = Second });
        await venue.Publish(50_000);
        await venue.Deposit(1, 1_000_000);
        await venue.Deposit(2, 10_000);
        await venue.Place(1, 1, Side.Sell, 6_000);
        Assert.Equal(6_000, (await venue.Place(2, 1, Side.Buy, 6_000)).FilledLots);
        await venue.Account(2).PlaceOrder(ProtocolVenueA.NewOrder(2, Side.Buy, 10) with { Symbol = Second });
        await venue.Publish(48_700);
        await venue.Account(2).Liquidate(0);

        List<ProtocolVenueA.Seen> calls =
        [
            .. venue.Calls.SkipWhile(call => call.Argument is not TouchAccount { Account: 2, Cancel: TouchCancel.Opening })
                .Where(call => call.Argument is TouchAccount { Account: 2 } or LiquidateOrder { Account: 2 }),
        ];
        int steps = calls.FindIndex(call => call.Argument is LiquidateOrder);
        Assert.True(steps >= 2, $"{steps} calls before the first step");
        Assert.All(calls[..steps], call => Assert.Equal(TouchCancel.Opening, ((TouchAccount)call.Argument!).Cancel));
        Assert.Equal(2, calls[..steps].Select(call => call.Target).Distinct().Count());
        Assert.Empty((await venue.BookOf(Second).GetDepth(10)).Bids);
    });
}
