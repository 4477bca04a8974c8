using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>
/// DESIGN, section 4, "Poison". The poison of these tests is a record over the limit of the journal: its step throws after it has changed
/// the state in memory.
/// </summary>
public sealed class PoisonTests
{
    private const int NoRecordFits = 1;

    [Fact]
    public void Earlier_records_are_durable_then_the_quarantine_then_the_replay() => ProtocolVenueA.Run(async venue =>
    {
        Assert.Equal(ResultCode.Ok, (await venue.Book.Submit(venue.Submit(1, 1, 1, 1, Side.Sell))).Code);
        long head = (await venue.Book.GetReport()).Sequence;
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<OrderReply> inFlight = venue.Book.Submit(venue.Submit(3, 1, 1, 1, price: ProtocolVenueA.Mark - 1_000));
        await venue.Pass(10);
        Task<OrderReply> sameBatch = venue.Book.Submit(venue.Submit(3, 1, 2, 2, price: ProtocolVenueA.Mark - 2_000));
        await venue.Pass(10);
        SubmitOrder poison = venue.Submit(2, 1, 1, 1);
        await Assert.ThrowsAnyAsync<Exception>(() => Poisoned(venue, () => venue.Book.Submit(poison)));

        // Every later turn is for the next activation; what was computed before waits for its append as ever.
        Task<DepthSnapshot> later = venue.Book.GetDepth(10);
        await venue.Pass(10);
        Assert.False(inFlight.IsCompleted || sameBatch.IsCompleted || later.IsCompleted);
        venue.Journal.Release();
        Assert.Equal((head + 1, head + 2), ((await inFlight).Sequence, (await sameBatch).Sequence));
        Assert.Equal((2L, 20L), ((await later).MarketEpoch, (await later).Bids.Sum(level => level.QuantityLots)));

        await venue.Publish(50_000);
        Assert.Equal(
            [CommandKind.Submit, CommandKind.Submit, CommandKind.Quarantine, CommandKind.RaiseEpoch, CommandKind.UpdateIndex],
            (await venue.Records(head)).Select(record => record.Command));
        OrderReply again = await venue.Book.Submit(poison with { Call = new CallNumber(1, 2) });
        Assert.Equal((ResultCode.InternalReject, true, head + 3), (again.Code, again.IsReplay, again.Sequence));
        MarketReport after = await venue.Book.GetReport();
        Assert.Equal((MarketPhase.Open, 0L, 0L), (after.Phase, after.Trades, after.OpenInterestLots));
        Assert.Equal(20, await venue.BidLots());
    });

    [Fact]
    public void A_client_gets_an_internal_reject_and_nothing_stays_reserved() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 100_000);
        PoisonNext(venue, nameof(IOrderBookGrain.Submit));
        PlaceResult result = await venue.Place(1, 1, Side.Buy, 10);
        Assert.Equal(ResultCode.InternalReject, result.Code);
        Assert.Equal(0, await venue.Requirement(1));
        await venue.Publish(50_000);
        Assert.Equal(ResultCode.InternalReject, (await venue.Place(1, 1, Side.Buy, 10)).Code);
        Assert.Equal(ResultCode.Ok, (await venue.Place(1, 2, Side.Buy, 10)).Code);
    });

    [Fact]
    public void A_second_quarantine_within_a_minute_leaves_the_market_cancel_only_until_an_operator_opens_it() =>
        ProtocolVenueA.Run(async venue =>
        {
            OrderReply resting = await venue.Book.Submit(venue.Submit(1, 1, 1, 1));
            await Poison(venue, venue.Submit(2, 1, 1, 1));
            Assert.Equal(MarketPhase.Open, (await venue.Book.GetReport()).Phase);
            await Poison(venue, venue.Submit(2, 1, 2, 2));
            Assert.Equal(MarketPhase.CancelOnly, (await venue.Book.GetReport()).Phase);
            Assert.Equal(ResultCode.MarketNotOpen, (await venue.Book.Submit(venue.Submit(3, 1, 1, 1))).Code);
            CancelOrder cancel = venue.Cancel(1, 1, 2, 2, 0) with { OrderId = resting.OrderId, Target = default };
            Assert.Equal(ResultCode.Ok, (await venue.Book.Cancel(cancel)).Code);

            PhaseReply opened = await venue.Book.SetPhase(new PhaseOrder(MarketPhase.Open, "operator", "looked at it"));
            Assert.Equal((ResultCode.Ok, MarketPhase.Open), (opened.Code, opened.Phase));
            Assert.Equal(ResultCode.Ok, (await venue.Book.Submit(venue.Submit(3, 1, 2, 2))).Code);
        });

    [Fact]
    public void Quarantines_more_than_a_minute_apart_leave_the_market_open() => ProtocolVenueA.Run(async venue =>
    {
        await Poison(venue, venue.Submit(2, 1, 1, 1));
        await venue.Pass(60_000);
        await Poison(venue, venue.Submit(2, 1, 2, 2));
        Assert.Equal(MarketPhase.Open, (await venue.Book.GetReport()).Phase);
    });

    [Fact]
    public void A_command_without_an_id_is_never_executed_late_and_counts_too() => ProtocolVenueA.Run(async venue =>
    {
        await Assert.ThrowsAnyAsync<Exception>(
            () => Poisoned(venue, () => venue.Book.Touch(ProtocolVenueA.Touch(1, 1, 1, TouchCancel.All))));
        await venue.Publish(50_000);
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Touch(ProtocolVenueA.Touch(1, 1, 1, TouchCancel.All))).Code);
        Assert.Equal(ResultCode.Ok, (await venue.Book.Touch(ProtocolVenueA.Touch(1, 1, 2, TouchCancel.All))).Code);

        PoisonNext(venue, nameof(IOrderBookGrain.UpdateIndex));
        await venue.Publish(50_000);
        await venue.Publish(50_000);
        Assert.Equal(2, (await venue.Records()).Count(record => record.Command == CommandKind.Quarantine));
        Assert.Equal(MarketPhase.CancelOnly, (await venue.Book.GetReport()).Phase);
    });

    [Fact]
    public void A_fenced_owner_quarantines_nothing() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Touch(ProtocolVenueA.Touch(1, 1, 1));
        await venue.Fence();
        SubmitOrder poison = venue.Submit(2, 1, 1, 1);
        await Assert.ThrowsAnyAsync<Exception>(() => Poisoned(venue, () => venue.Book.Submit(poison)));
        await venue.Publish(50_000);
        Assert.DoesNotContain(await venue.Records(), record => record.Command == CommandKind.Quarantine);
        Assert.Equal(ResultCode.Ok, (await venue.Book.Submit(poison with { Call = new CallNumber(1, 2) })).Code);
    });

    // The next call of a method whose step writes anything.
    private static void PoisonNext(ProtocolVenueA venue, string method) => venue.Handle = async call =>
    {
        if (call.MethodName != method)
        {
            await call.Invoke();
            return;
        }

        try
        {
            await Poisoned(venue, call.Invoke);
        }
        catch (Exception)
        {
            venue.Handle = static next => next.Invoke();
            throw;
        }
    };

    private static async Task Poison(ProtocolVenueA venue, SubmitOrder order)
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Poisoned(venue, () => venue.Book.Submit(order)));
        await venue.Publish(50_000);
    }

    private static async Task Poisoned(ProtocolVenueA venue, Func<Task> call)
    {
        int usual = venue.Journal.MaximumRecordBytes;
        venue.Journal.MaximumRecordBytes = NoRecordFits;
        try
        {
            await call();
        }
        finally
        {
            venue.Journal.MaximumRecordBytes = usual;
        }
    }
}
