using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>The protocol of submitting, touching, and of what is unknown and what is final.</summary>
public sealed class PairsAndResultsTests
{
    private const long Account = 7;

    [Fact]
    public void The_book_refuses_a_pair_that_is_not_above_the_highest_and_that_is_no_result()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            OrderReply second = await venue.Book.Submit(venue.Submit(Account, new CallNumber(1, 2), 1, Side.Buy, 4_900_000, 10));
            SubmitOrder late = venue.Submit(Account, new CallNumber(1, 1), 2, Side.Buy, 4_900_000, 10);
            OrderReply refused = await venue.Book.Submit(late);
            OrderReply again = await venue.Book.Submit(late with { Call = new CallNumber(1, 3) });

            Assert.Equal(ResultCode.Ok, second.Code);
            Assert.Equal((ResultCode.Superseded, 1), (refused.Code, refused.Row.OpenOrders));
            Assert.Equal((ResultCode.Ok, 2), (again.Code, again.Row.OpenOrders));
        });
    }

    [Fact]
    public void A_pair_of_an_older_epoch_is_below_every_pair_of_a_newer_one()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.Book.Touch(new TouchAccount(Account, new CallNumber(2, 1), TouchCancel.None));
            OrderReply reply = await venue.Book.Submit(venue.Submit(Account, new CallNumber(1, 99), 1, Side.Buy, 4_900_000, 10));

            Assert.Equal(ResultCode.Superseded, reply.Code);
            Assert.Equal(new CallNumber(2, 1), reply.Row.Call);
        });
    }

    [Fact]
    public void Touch_returns_the_row_with_its_own_pair_and_cancels_what_is_asked()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Sell, IndexUnits + 1_000, 50);
            await venue.TakeAsync(2, 1, Side.Buy, 50);
            await venue.RestAsync(2, 2, Side.Buy, IndexUnits - 100_000, 10);
            await venue.RestAsync(2, 3, Side.Sell, IndexUnits + 100_000, 10, OrderFlags.ReduceOnly);
            TouchReply reply = await venue.Book.Touch(new TouchAccount(2, new CallNumber(100, 1), TouchCancel.Opening));

            Assert.Equal(new CallNumber(100, 1), reply.Row.Call);
            Assert.Equal((1, 0L, 10L), (reply.Row.OpenOrders, reply.Row.OpenBuyLots, reply.Row.OpenReduceOnlyLots));
        });
    }

    [Fact]
    public void A_retry_gets_the_stored_result_and_another_body_is_refused()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            PlaceOrder order = venue.Order(1, Side.Buy, IndexUnits - 10_000, 10);
            PlaceResult first = await venue.PlaceAsync(1, order);
            PlaceResult again = await venue.PlaceAsync(1, order);
            PlaceResult other = await venue.PlaceAsync(1, order with { QuantityLots = 11 });

            Assert.Equal(ResultCode.Ok, first.Code);
            Assert.Equal(first, again);
            Assert.Equal(ResultCode.DuplicateIdDifferentBody, other.Code);
        });
    }

    [Fact]
    public void A_rejection_is_a_result_and_is_not_tried_again()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            PlaceOrder order = venue.Order(1, Side.Buy, IndexUnits, 10, OrderFlags.PostOnly);
            await venue.RestAsync(2, 1, Side.Sell, IndexUnits, 10);
            PlaceResult rejected = await venue.PlaceAsync(1, order);
            await venue.TakeAsync(1, 2, Side.Buy, 10);
            PlaceResult again = await venue.PlaceAsync(1, order);

            Assert.Equal(ResultCode.WouldTake, rejected.Code);
            Assert.Equal(rejected, again);
        });
    }

    [Fact]
    public void A_cancel_of_an_unknown_id_is_a_result_for_the_order_too()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            PlaceResult cancelled = await venue.Account(1).CancelOrder(
                new CancelRequest(TestVenue.Id(2), TestVenue.Symbol, 0, TestVenue.Id(1), 0));
            PlaceResult late = await venue.PlaceAsync(1, venue.Order(1, Side.Buy, IndexUnits - 10_000, 10));

            Assert.Equal(ResultCode.OrderNotFound, cancelled.Code);
            Assert.Equal((ResultCode.OrderNotFound, cancelled.Sequence), (late.Code, late.Sequence));
        });
    }

    [Fact]
    public void A_command_past_its_deadline_never_executes()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            SubmitOrder order = venue.Submit(Account, new CallNumber(1, 1), 1, Side.Buy, 4_900_000, 10);
            await venue.WaitAsync(6);
            await venue.PublishAsync();
            OrderReply reply = await venue.Book.Submit(order);

            Assert.Equal((ResultCode.DeadlineExpired, 0), (reply.Code, reply.Row.OpenOrders));
        });
    }

    [Fact]
    public void An_order_checked_against_outdated_rules_is_refused_and_the_units_of_a_market_never_change()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            ResultCode changed = await venue.Book.SetParameters(TestVenue.Market with { Version = 2, TakerFeePpm = 600 });
            OrderReply reply = await venue.Book.Submit(venue.Submit(Account, new CallNumber(1, 1), 1, Side.Buy, 4_900_000, 10));
            ResultCode unit = await venue.Book.SetParameters(TestVenue.Market with { Version = 3, PriceUnitE8 = 2_000_000 });

            Assert.Equal(ResultCode.Ok, changed);
            Assert.Equal(ResultCode.ParametersOutdated, reply.Code);
            Assert.Equal(ResultCode.InvalidParameters, unit);
        });
    }

    private const long IndexUnits = ProtocolVenue.IndexUnits;
}
