using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Grains.Tests.Spine;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "What a crash leaves".</summary>
public sealed class CrashTests
{
    private const string Other = "BTCUSDT-PERP-2";

    private static MarketDefinition OtherMarket => ProtocolVenueB.Definition with { Symbol = Other };

    [Fact]
    public void After_replay_the_book_pushes_every_row_touched_by_the_replayed_tail()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            venue.OnCall = Refuse(nameof(ICrossMarginGrain.Push));
            await venue.Trade(2, 1, 40);
            List<RowPush> pushes = [];
            venue.OnCall = call => Note(call, pushes);
            pushes.Clear();
            await venue.Crash();
            await venue.Until(() => Task.FromResult(pushes.Any(push => push.Row is { Account: 1, SizeLots: -40 })), "the maker's row");
            Assert.Contains(pushes, push => push.Row is { Account: 2, SizeLots: 40 });
        });
    }

    [Fact]
    public void A_snapshot_holds_the_accounts_with_unacknowledged_pushes_and_after_replay_they_are_pushed()
    {
        using var venue = new ProtocolVenueB(snapshotEvery: 4);
        venue.Run(async () =>
        {
            await Prepare(venue);
            venue.OnCall = Refuse(nameof(ICrossMarginGrain.Push));
            await venue.Trade(2, 1, 40);
            long traded = (await venue.Book.GetReport()).Sequence;

            // Index updates, which touch no account, carry the snapshot beyond the trade.
            await venue.Wait(20_000);
            IJournalReader reader = await venue.Store.OpenReadOnlyAsync(MarketLog.StreamOf(ProtocolVenueB.Market), CancellationToken.None);
            JournalSnapshot snapshot = (await reader.LoadSnapshotAsync(CancellationToken.None)).Snapshot!;
            Assert.True(snapshot.Sequence > traded);
            var log = new MarketLog();
            log.LoadSnapshot(snapshot.Bytes.Span);
            Assert.Contains(1L, log.Unpushed);
            Assert.DoesNotContain(2L, log.Unpushed);

            List<RowPush> pushes = [];
            venue.OnCall = call => Note(call, pushes);
            await venue.Crash();
            await venue.Until(() => Task.FromResult(pushes.Any(push => push.Row is { Account: 1, SizeLots: -40 })), "the maker's row");
        });
    }

    [Fact]
    public void A_keeper_shard_pages_rows_and_ledgers_without_activating_accounts()
    {
        using var venue = new ProtocolVenueB(snapshotEvery: 4, scanPeriod: TimeSpan.FromSeconds(1));
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(2, 1, 40);

            // The snapshot passes the trade, so that nobody has to be pushed after the crash.
            await venue.Wait(20_000);
            await venue.Crash();
            await venue.Until(async () => (await venue.Keeper(0).GetReport()).IsReady, "the shard is ready");
            Assert.Equal(2, (await venue.Keeper(0).GetReport()).Accounts);
            Assert.DoesNotContain(venue.Cluster.Silos[0].ActiveGrains, grain => grain.Type == GrainType.Create("cross-margin"));
            DeleverageCandidate found = Assert.Single((await venue.Keeper(0).FindCandidates(
                new DeleverageQuery(ProtocolVenueB.Market, true, 40, ProtocolVenueB.Mark, 1))).Candidates);

            // The ledger was read too: the equity counts the deposit.
            Assert.Equal((2L, 40L), (found.Account, found.SizeLots));
            Assert.InRange(found.EquityQuanta, 99_000 * TestVenue.Usdt, 100_000 * TestVenue.Usdt);
        });
    }

    [Fact]
    public void A_keeper_shard_is_not_ready_until_it_has_read_everything()
    {
        using var venue = new ProtocolVenueB(scanPeriod: TimeSpan.FromSeconds(1));
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(2, 1, 40);
            bool held = true;
            venue.OnCall = call => Hold(venue, call, nameof(IOrderBookGrain.ReadRows), () => held);
            await venue.Crash();
            await venue.Wait(5_000);
            Assert.False((await venue.Keeper(0).GetReport()).IsReady);
            Assert.False((await venue.Keeper(0).FindCandidates(
                new DeleverageQuery(ProtocolVenueB.Market, true, 40, ProtocolVenueB.Mark, 1))).IsReady);
            held = false;
            await venue.Until(async () => (await venue.Keeper(0).GetReport()).IsReady, "the shard is ready");
            Assert.Equal(2, (await venue.Keeper(0).GetReport()).Accounts);
        });
    }

    [Fact]
    public void A_cross_margin_grain_reads_its_markets_on_activation()
    {
        using var venue = new ProtocolVenueB(snapshotEvery: 1);
        venue.Run(async () =>
        {
            await Prepare(venue);
            await venue.Trade(2, 1, 40);

            // What happens in the book while the account cannot hear it is what the next activation knows.
            venue.OnCall = Refuse(nameof(ICrossMarginGrain.Push));
            PlaceResult resting = await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark, 25);
            Assert.Equal(ResultCode.Ok, resting.Code);
            Assert.Equal(ResultCode.Ok, (await venue.TakeAt(2, Side.Buy, ProtocolVenueB.Mark, 25)).Code);
            Assert.Equal(-40, (await venue.Account(1).GetRisk()).Positions[0].Row.SizeLots);
            List<TouchAccount> touches = [];
            venue.OnCall = call =>
            {
                if (call.MethodName == nameof(IOrderBookGrain.Touch))
                {
                    touches.Add((TouchAccount)call.Request.GetArgument(0)!);
                }

                return call.MethodName == nameof(ICrossMarginGrain.Push)
                    ? throw new InvalidOperationException("lost")
                    : Task.CompletedTask;
            };
            await venue.RestartAccount(1);
            await venue.Until(
                async () => (await venue.Account(1).GetRisk()).Positions is [{ Row.SizeLots: -65 }], "the account knows the book's row");
            Assert.Contains(touches, touch => touch.Account == 1);
        });
    }

    [Fact]
    public void A_market_joins_the_durable_list_before_the_first_order_goes_there()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            Assert.False((await venue.ReadAccount(1)).HasMarket(ProtocolVenueB.Market));
            List<bool> joinedWhenCalled = [];
            venue.OnCall = async call =>
            {
                if (call.MethodName is nameof(IOrderBookGrain.Submit) or nameof(IOrderBookGrain.Touch))
                {
                    joinedWhenCalled.Add((await venue.ReadAccount(1)).HasMarket(ProtocolVenueB.Market));
                }
            };
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark, 10)).Code);
            Assert.NotEmpty(joinedWhenCalled);
            Assert.All(joinedWhenCalled, Assert.True);
        });
    }

    [Fact]
    public void A_markets_first_push_is_acknowledged_only_after_it_is_in_the_durable_list()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue);
            RowImage row = (await venue.Book.Touch(new TouchAccount(1, new CallNumber(0, 1), TouchCancel.None))).Row;

            // As long as the list cannot be written the push is not acknowledged.
            await venue.Fence(AccountLog.StreamOf(1));
            await Assert.ThrowsAnyAsync<Exception>(() => venue.Account(1).Push(new RowPush(ProtocolVenueB.Market, 1, 1, row)));
            Assert.False((await venue.ReadAccount(1)).HasMarket(ProtocolVenueB.Market));
            await venue.Wait(50);
            await venue.Account(1).Push(new RowPush(ProtocolVenueB.Market, 1, 1, row));
            Assert.True((await venue.ReadAccount(1)).HasMarket(ProtocolVenueB.Market));
        });
    }

    [Fact]
    public void A_recovering_account_takes_cancels_and_orders_in_touched_markets_that_do_not_raise_the_requirement()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            (PlaceResult here, PlaceResult there, _) = await Recover(venue);
            Assert.Equal(AccountPhase.Recovering, (await venue.Account(1).GetRisk()).Phase);
            PlaceResult reducing = await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark - 10_000, 10, OrderFlags.ReduceOnly);
            Assert.Equal((ResultCode.Ok, OrderStatus.Open), (reducing.Code, reducing.Status));
            Assert.Equal(ResultCode.Ok, (await venue.Cancel(1, here.OrderId)).Code);
            Assert.Equal(ResultCode.Ok, (await venue.Cancel(1, there.OrderId, Other)).Code);
            Assert.Equal(0, (await venue.Row(1, Other)).OpenSellLots);
        });
    }

    [Fact]
    public void A_recovering_account_takes_no_new_risk_no_withdrawal_and_no_liquidation_until_all_markets_are_touched()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            (_, _, Action release) = await Recover(venue);
            Assert.Equal(ResultCode.AccountRecovering, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark, 10)).Code);
            LedgerResult withdrawal = await venue.Account(1).Withdraw(new LedgerCommand(venue.NextId(), "USDT", TestVenue.Usdt, 0));
            Assert.NotEqual(ResultCode.Ok, withdrawal.Code);
            Assert.Equal(ResultCode.AccountRecovering, (await venue.Account(1).Liquidate(0)).Code);
            Assert.Equal(AccountPhase.Recovering, (await venue.Account(1).GetRisk()).Phase);

            release();
            await venue.Until(
                async () => (await venue.Account(1).GetRisk()).Phase == AccountPhase.Active, "backoff ends in a touch of every market");
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark, 10)).Code);
            Assert.Equal(
                ResultCode.Ok, (await venue.Account(1).Withdraw(new LedgerCommand(venue.NextId(), "USDT", TestVenue.Usdt, 0))).Code);
        });
    }

    [Fact]
    public void A_recovering_account_touches_its_markets_with_backoff()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Recover(venue);
            Func<IIncomingGrainCallContext, Task> refuse = venue.OnCall;
            List<DateTimeOffset> touches = [];
            venue.OnCall = call =>
            {
                if (call.MethodName == nameof(IOrderBookGrain.Touch) && call.TargetId.Key.ToString() == Other)
                {
                    touches.Add(venue.Cluster.Clock.GetUtcNow());
                }

                return refuse(call);
            };
            await venue.RestartAccount(1);
            await venue.Until(async () => (await venue.Account(1).GetRisk()).Account == 1, "the account is back");
            await venue.Wait(10_000);
            Assert.InRange(touches.Count, 5, 60);
            Assert.True(touches[4] - touches[3] > 2 * (touches[1] - touches[0]), "pauses grow");
        });
    }

    // Account 1 is short in one market and has an order in each; it starts again while the second market cannot be touched.
    private static async Task<(PlaceResult Here, PlaceResult There, Action Release)> Recover(ProtocolVenueB venue)
    {
        await venue.Open(ProtocolVenueB.Definition, OtherMarket);
        await venue.Deposit(1, 100_000);
        await venue.Deposit(2, 100_000);
        await venue.Trade(2, 1, 40);
        PlaceResult here = await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark + 10_000, 5);
        PlaceResult there = await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark + 10_000, 5, symbol: Other);
        Assert.Equal((ResultCode.Ok, ResultCode.Ok), (here.Code, there.Code));
        bool held = true;
        venue.OnCall = call => held && call.MethodName == nameof(IOrderBookGrain.Touch) && call.TargetId.Key.ToString() == Other
            ? throw new InvalidOperationException("lost")
            : Task.CompletedTask;
        await venue.RestartAccount(1);
        await venue.Until(async () => (await venue.Account(1).GetRisk()).Account == 1, "the account is back");
        await venue.Wait(200);
        return (here, there, () => held = false);
    }

    private static async Task Prepare(ProtocolVenueB venue)
    {
        await venue.Open(ProtocolVenueB.Definition);
        await venue.Deposit(1, 100_000);
        await venue.Deposit(2, 100_000);
    }

    private static Func<IIncomingGrainCallContext, Task> Refuse(string method) => call =>
        call.MethodName == method ? throw new InvalidOperationException("lost") : Task.CompletedTask;

    private static async Task Hold(ProtocolVenueB venue, IIncomingGrainCallContext call, string method, Func<bool> held)
    {
        while (call.MethodName == method && held())
        {
            await venue.Wait(100);
        }
    }

    private static Task Note(IIncomingGrainCallContext call, List<RowPush> pushes)
    {
        if (call.MethodName == nameof(ICrossMarginGrain.Push))
        {
            pushes.Add((RowPush)call.Request.GetArgument(0)!);
        }

        return Task.CompletedTask;
    }
}
