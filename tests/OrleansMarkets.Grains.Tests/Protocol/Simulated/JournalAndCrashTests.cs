using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Fencing, durability and what a crash leaves.</summary>
public sealed class JournalAndCrashTests
{
    private const long IndexUnits = ProtocolVenue.IndexUnits;
    private const string BookType = "order-book/";

    [Fact]
    public void Nothing_is_said_while_the_journal_does_not_answer_and_what_was_asked_is_done_once()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Buy, IndexUnits - 10_000, 10);
            DateTimeOffset now = venue.Cluster.Clock.GetUtcNow();
            TimeSpan outage = TimeSpan.FromSeconds(1);
            venue.Store.Faults = new MemoryFaultOptions { Outages = [new MemoryOutage(now, now + outage)] };
            PlaceResult result = await venue.RestAsync(1, 2, Side.Buy, IndexUnits - 10_000, 10);

            Assert.True(venue.Cluster.Clock.GetUtcNow() >= now + outage);
            Assert.Equal(ResultCode.Ok, result.Code);
            Assert.Equal(2, (await venue.Account(1).GetRisk()).Positions[0].Row.OpenOrders);
        });
    }

    [Fact]
    public void A_batch_whose_outcome_was_unknown_is_resolved_and_not_written_twice()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Buy, IndexUnits - 10_000, 10);
            venue.Store.Faults = new MemoryFaultOptions { NextRandom = () => 0.3, UnknownAfterCommit = 0.5 };
            Task<PlaceResult> placing = venue.RestAsync(1, 2, Side.Buy, IndexUnits - 10_000, 10);
            await venue.WaitAsync(1);
            venue.Store.Faults = MemoryFaultOptions.None;
            PlaceResult result = await placing;

            Assert.True(venue.Store.Counters.UnknownAfterCommit > 0);
            Assert.Equal(ResultCode.Ok, result.Code);
            Assert.Equal(2, (await venue.Account(1).GetRisk()).Positions[0].Row.OpenOrders);
        });
    }

    [Fact]
    public void An_append_of_an_older_epoch_changes_nothing_and_the_next_activation_goes_on()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Buy, IndexUnits - 10_000, 10);
            IJournalStream usurper = await venue.Store.OpenAsync("market/" + TestVenue.Symbol, CancellationToken.None);
            PlaceResult result = await venue.RestAsync(1, 2, Side.Buy, IndexUnits - 20_000, 10);
            MarketReport report = await venue.ReportAsync();

            Assert.True(venue.Store.Counters.Fenced > 0);
            Assert.True(report.MarketEpoch > usurper.Epoch);

            // The successor starts cancel-only: the order waits for a fresh price and is then refused or accepted, but known either way.
            Assert.Contains(result.Code, new[] { ResultCode.MarketNotOpen, ResultCode.Ok });
            Assert.Single((await venue.Book.ReadRows(new RowQuery(0, 10, true))).Rows);
        });
    }

    [Fact]
    public void A_hung_book_that_wakes_beside_its_successor_can_tell_nobody_anything()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Buy, IndexUnits - 10_000, 10);
            MarketReport before = await venue.ReportAsync();
            Task<OrderReply> asked = venue.Book.Submit(
                venue.Submit(7, new CallNumber(1, 1), 1, Side.Sell, IndexUnits - 10_000, 10));
            venue.Cluster.PauseSilo(venue.SiloOf(BookType), TimeSpan.FromSeconds(6));
            await Assert.ThrowsAnyAsync<Exception>(() => asked);
            MarketReport successor = await venue.ReportAsync();
            await venue.WaitAsync(8);
            MarketReport after = await venue.ReportAsync();

            Assert.True(successor.MarketEpoch > before.MarketEpoch);
            Assert.Equal(0, after.Trades);
            Assert.Equal(after.MarketEpoch, successor.MarketEpoch);
        });
    }

    [Fact]
    public void After_a_crash_of_the_book_every_order_and_position_is_there_and_the_market_waits_for_a_fresh_price()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Sell, IndexUnits + 1_000, 100);
            await venue.TakeAsync(2, 1, Side.Buy, 40);
            MarketReport before = await venue.ReportAsync();
            venue.Cluster.KillSilo(venue.SiloOf(BookType), TimeSpan.FromSeconds(1));
            MarketReport recovered = await venue.ReportAsync();
            PlaceResult cancelOnly = await venue.RestAsync(1, 2, Side.Sell, IndexUnits + 2_000, 10);
            await venue.PublishAsync();
            MarketReport open = await venue.ReportAsync();
            PlaceResult accepted = await venue.RestAsync(1, 3, Side.Sell, IndexUnits + 2_000, 10);

            Assert.Equal(MarketPhase.CancelOnly, recovered.Phase);
            Assert.Equal((before.Trades, before.OpenInterestLots), (recovered.Trades, recovered.OpenInterestLots));
            Assert.Equal(ResultCode.MarketNotOpen, cancelOnly.Code);
            Assert.Equal(MarketPhase.Open, open.Phase);
            Assert.Equal(ResultCode.Ok, accepted.Code);
        });
    }

    [Fact]
    public void Cancels_pass_while_a_market_is_cancel_only()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            PlaceResult resting = await venue.RestAsync(1, 1, Side.Sell, IndexUnits + 1_000, 100);
            venue.Cluster.KillSilo(venue.SiloOf(BookType), TimeSpan.FromSeconds(1));
            Assert.Equal(MarketPhase.CancelOnly, (await venue.ReportAsync()).Phase);
            PlaceResult cancelled = await venue.Account(1).CancelOrder(
                new CancelRequest(TestVenue.Id(2), TestVenue.Symbol, resting.OrderId, default, 0));

            Assert.Equal(ResultCode.Ok, cancelled.Code);
        });
    }

    [Fact]
    public void An_account_that_comes_back_knows_its_rows_from_the_books_and_its_money_from_its_log()
    {
        using var venue = new ProtocolVenue();
        venue.Run(async () =>
        {
            await venue.RestAsync(1, 1, Side.Sell, IndexUnits + 1_000, 100);
            await venue.TakeAsync(2, 1, Side.Buy, 40);
            RiskReport before = await venue.Account(2).GetRisk();
            IJournalStream usurper = await venue.Store.OpenAsync("account/2", CancellationToken.None);
            await Assert.ThrowsAnyAsync<Exception>(() => venue.Account(2).GetRisk());
            await venue.Account(2).GetRisk();
            await venue.WaitAsync(1);
            RiskReport after = await venue.Account(2).GetRisk();

            Assert.Equal(AccountPhase.Active, after.Phase);
            Assert.Equal(before.Balances.ToArray(), after.Balances.ToArray());
            Assert.Equal(40, after.Positions[0].Row.SizeLots);
            Assert.True(after.Positions[0].Row.Call.Epoch > usurper.Epoch);
        });
    }
}
