using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;
using DeleverageCounterparty = OrleansMarkets.Contracts.OrderBooks.DeleverageCounterparty;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "Liquidation, insurance, ADL".</summary>
public sealed class LiquidationTests
{
    private const string Other = "BTCUSDT-PERP-2";
    private const long Victim = 3;
    private const long Shock = 100_000;
    private const long Crash = 250_000;

    [Fact]
    public void A_hopeless_call_is_refused_without_touching_the_books()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 10_000);
            List<string> calls = [];
            venue.OnCall = call => Note(call, calls);
            venue.IsSilent = true;
            await venue.Wait(700);
            long sequence = (await venue.Book.GetReport()).Sequence;
            calls.Clear();
            Assert.Equal(ResultCode.NotLiquidatable, (await venue.Account(Victim).Liquidate(0)).Code);
            Assert.DoesNotContain(calls, call => call.StartsWith("order-book", StringComparison.Ordinal));
            Assert.Equal(sequence, (await venue.Book.GetReport()).Sequence);
        });
    }

    [Fact]
    public void Steps_of_an_episode_run_one_at_a_time()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 1_500);
            await Bid(venue, ProtocolVenueB.Mark - Shock, 2_000);
            await venue.MovePrice(ProtocolVenueB.Mark - Shock);
            bool held = true;
            int steps = 0;
            venue.OnCall = async call =>
            {
                steps += call.Grain is IOrderBookGrain && call.MethodName == nameof(IOrderBookGrain.Liquidate) ? 1 : 0;
                while (held && call.Grain is IOrderBookGrain && call.MethodName == nameof(IOrderBookGrain.Liquidate))
                {
                    await venue.Wait(50);
                }
            };
            Task<LiquidateResult> first = venue.Account(Victim).Liquidate(0);
            await venue.Wait(500);
            Assert.False(first.IsCompleted);
            Assert.Equal(ResultCode.LiquidationInProgress, (await venue.Account(Victim).Liquidate(0)).Code);
            Assert.Equal(1, steps);
            held = false;
            LiquidateResult done = await first;
            Assert.Equal(ResultCode.Ok, done.Code);
            Assert.True(done.ClosedLots > 0);
        });
    }

    [Fact]
    public void Liquidation_decides_only_on_rows_of_a_touch_of_every_market_that_cancels_opening_orders()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 1_500, ProtocolVenueB.Definition with { Symbol = Other });
            Assert.Equal(ResultCode.Ok, (await venue.Limit(Victim, Side.Buy, ProtocolVenueB.Mark - 200_000, 10)).Code);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(Victim, Side.Buy, ProtocolVenueB.Mark - 200_000, 10, symbol: Other)).Code);
            await Bid(venue, ProtocolVenueB.Mark - Shock, 2_000);
            await venue.MovePrice(ProtocolVenueB.Mark - Shock);
            List<string> order = [];
            List<long> openWhenClosing = [];
            venue.OnCall = async call =>
            {
                if (call.Grain is not IOrderBookGrain)
                {
                    return;
                }

                if (call.MethodName == nameof(IOrderBookGrain.Touch)
                    && (TouchAccount)call.Request.GetArgument(0)! is { Account: Victim, Cancel: TouchCancel.Opening })
                {
                    order.Add("touch " + call.TargetId.Key);
                }

                if (call.MethodName == nameof(IOrderBookGrain.Liquidate))
                {
                    order.Add("close");
                    openWhenClosing.Add((await venue.Row(Victim)).OpenOrders + (await venue.Row(Victim, Other)).OpenOrders);
                }
            };
            Assert.Equal(ResultCode.Ok, (await venue.Account(Victim).Liquidate(0)).Code);
            Assert.Equal(["touch " + ProtocolVenueB.Market, "touch " + Other, "close"], order.Take(3));
            Assert.All(openWhenClosing, open => Assert.Equal(0, open));
        });
    }

    [Fact]
    public void Insurance_moves_money_to_a_durable_hold_of_account_and_episode_never_to_the_account()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 1_500);
            await venue.Deposit(WellKnownAccounts.Insurance, 50_000);
            await Bid(venue, ProtocolVenueB.Mark - Crash, 2_000);
            await venue.MovePrice(ProtocolVenueB.Mark - Crash);
            long ledger = (await venue.ReadAccount(Victim)).Balance("USDT");
            List<InsuranceHold> holds = [];
            List<long> ledgers = [];
            venue.OnCall = async call =>
            {
                if (call.Grain is IOrderBookGrain && call.MethodName == nameof(IOrderBookGrain.Liquidate))
                {
                    holds.AddRange((await venue.ReadAccount(WellKnownAccounts.Insurance)).Holds);
                    ledgers.Add((await venue.ReadAccount(Victim)).Balance("USDT"));
                }
            };
            LiquidateResult result = await venue.Account(Victim).Liquidate(0);
            Assert.Equal(ResultCode.Ok, result.Code);
            Assert.NotEmpty(holds);
            Assert.All(holds, hold => Assert.Equal((Victim, result.Episode), (hold.Account, hold.Episode)));
            Assert.All(ledgers, balance => Assert.Equal(ledger, balance));
        });
    }

    [Fact]
    public void Once_flat_insurance_pays_the_exact_deficit_and_returns_the_rest()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 1_500);
            await venue.Deposit(WellKnownAccounts.Insurance, 50_000);
            await Bid(venue, ProtocolVenueB.Mark - Crash, 2_000);
            await venue.MovePrice(ProtocolVenueB.Mark - Crash);
            await venue.Account(Victim).Liquidate(0);
            await venue.Until(
                async () => (await venue.Account(Victim).GetRisk()).Phase == AccountPhase.Active, "the episode has ended");
            RowImage row = await venue.Row(Victim);
            Assert.Equal(0, row.SizeLots);
            long deficit = -((1_500 * TestVenue.Usdt) + row.QuoteQuanta);
            Assert.True(deficit > 0, "the account ended below zero");
            Assert.Equal(0, (await venue.Account(Victim).GetRisk()).EquityQuanta);
            AccountState insurance = await venue.ReadAccount(WellKnownAccounts.Insurance);
            Assert.Empty(insurance.Holds);
            Assert.Equal((50_000 * TestVenue.Usdt) - deficit, insurance.Balance("USDT"));
        });
    }

    [Fact]
    public void A_hold_is_one_per_account_and_episode_survives_a_crash_and_is_paid_once()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 1_500);
            await venue.Deposit(WellKnownAccounts.Insurance, 1_000);
            var hold = new InsuranceRequest(Victim, 7, "USDT", 100 * TestVenue.Usdt);
            await venue.Account(WellKnownAccounts.Insurance).HoldInsurance(hold);
            await venue.Account(WellKnownAccounts.Insurance).HoldInsurance(hold);
            await venue.Crash();
            await venue.Until(
                async () => (await venue.Account(WellKnownAccounts.Insurance).HoldInsurance(hold)).Code == ResultCode.Ok,
                "insurance is back");
            AccountState held = await venue.ReadAccount(WellKnownAccounts.Insurance);
            Assert.Equal((Victim, 7L), (Assert.Single(held.Holds).Account, held.Holds.Single().Episode));
            Assert.Equal(900 * TestVenue.Usdt, held.Balance("USDT"));
            Assert.Equal(1_500 * TestVenue.Usdt, (await venue.ReadAccount(Victim)).Balance("USDT"));

            InsuranceRequest deficit = hold with { AmountQuanta = 40 * TestVenue.Usdt };
            await venue.Account(WellKnownAccounts.Insurance).SettleInsurance(deficit);
            await venue.Account(WellKnownAccounts.Insurance).SettleInsurance(deficit);
            await venue.Wait(2_000);
            AccountState paid = await venue.ReadAccount(WellKnownAccounts.Insurance);
            Assert.Empty(paid.Holds);
            Assert.Equal(960 * TestVenue.Usdt, paid.Balance("USDT"));
            Assert.Equal(1_540 * TestVenue.Usdt, (await venue.ReadAccount(Victim)).Balance("USDT"));
        });
    }

    [Fact]
    public void The_deleveraging_price_counts_the_hold()
    {
        long without = DeleveragePrice(0, out long equityWithout);
        long with = DeleveragePrice(500, out long equityWith);

        // The 1,000 lots are long, so every quantum of the hold lets the counterparties buy back cheaper.
        Assert.True(equityWith < 0 && equityWithout < 0);
        Assert.Equal(500 * TestVenue.Usdt / (1_000 * ProtocolVenueB.Definition.QuantaPerUnitLot), without - with);
    }

    [Fact]
    public void Liquidation_and_deleveraging_trades_move_both_sides_in_one_step()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 1_500);
            await Bid(venue, ProtocolVenueB.Mark - Shock, 200);
            await venue.MovePrice(ProtocolVenueB.Mark - Shock);
            await venue.Account(Victim).Liquidate(0);
            await venue.Book.Deleverage(new DeleverageOrder(
                Victim, new CallNumber(1_000, 1), 1_000, 1, ProtocolVenueB.Mark - Shock, [new DeleverageCounterparty(2, 100, 0, 0)]));
            SortedSet<CommandKind> moved = [];
            long victim = 0;
            long others = 0;
            await venue.Replay((engine, record) =>
            {
                long now = engine.ReadRow(Victim).SizeLots;
                long then = engine.ReadRow(1).SizeLots + engine.ReadRow(2).SizeLots;
                Assert.Equal(0, now + then);
                Assert.Equal(0, (long)engine.TotalBalance().SizeLots);
                Assert.Equal(0, (long)engine.TotalBalance().QuoteQuanta);
                CommandKind command = new MarketRecord(record).Header.Command;
                if (now != victim && then != others)
                {
                    moved.Add(command);
                }

                (victim, others) = (now, then);
            });
            Assert.Contains(CommandKind.Liquidate, moved);
            Assert.Contains(CommandKind.Deleverage, moved);
        });
    }

    [Fact]
    public void The_book_clips_a_deleveraging_to_present_size_and_reports_the_remainder()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await Prepare(venue, 10_000);
            await venue.Trade(1, 2, 30);

            // Account 2 is short 1,030 lots. Account 1 is named for 500 and has 30; account 99 is named for 100 and has nothing.
            LiquidationReply reply = await venue.Book.Deleverage(new DeleverageOrder(
                2,
                new CallNumber(1_000, 1),
                1,
                1,
                ProtocolVenueB.Mark,
                [new DeleverageCounterparty(1, 500, 0, 0), new DeleverageCounterparty(99, 100, 0, 0)]));
            Assert.Equal((ResultCode.Ok, 30L), (reply.Code, reply.ClosedLots));
            Assert.Equal((0L, -1_000L), ((await venue.Row(1)).SizeLots, (await venue.Row(2)).SizeLots));
            Assert.Equal(570, reply.RemainderLots);
            Assert.Equal(reply.RemainderLots, await Remainder(venue));
        });
    }

    private static async Task<long> Remainder(ProtocolVenueB venue)
    {
        long remaining = -1;
        foreach (byte[] record in (await venue.ReadRecords()).Skip(1))
        {
            var events = new MarketRecord(record);
            for (EventKind? kind; (kind = events.NextEvent()) is not null;)
            {
                remaining = kind == EventKind.EpisodeStep ? events.ReadEpisodeStep().Result.RemainderLots : remaining;
            }
        }

        return remaining;
    }

    // Nobody bids, so that after the failed closes the counterparty is cut; the price is what the book is told.
    private static long DeleveragePrice(long insuranceUsdt, out long equityQuanta)
    {
        using var venue = new ProtocolVenueB();
        long price = 0;
        long equity = 0;
        venue.Run(async () =>
        {
            await Prepare(venue, 1_500);
            if (insuranceUsdt > 0)
            {
                await venue.Deposit(WellKnownAccounts.Insurance, insuranceUsdt);
            }

            await venue.MovePrice(ProtocolVenueB.Mark - Crash);
            equity = (await venue.Account(Victim).GetRisk()).EquityQuanta;
            venue.OnCall = call =>
            {
                if (call.Grain is IOrderBookGrain && call.MethodName == nameof(IOrderBookGrain.Deleverage))
                {
                    price = ((DeleverageOrder)call.Request.GetArgument(0)!).PriceUnits;
                }

                return Task.CompletedTask;
            };
            await venue.Account(Victim).Liquidate(0);
            await venue.Until(() => Task.FromResult(price > 0), "the counterparties are cut");
        });
        equityQuanta = equity;
        return price;
    }

    private static Task Note(IIncomingGrainCallContext call, List<string> calls)
    {
        calls.Add($"{call.TargetId} {call.MethodName}");
        return Task.CompletedTask;
    }

    // Account 3 is long 1 BTC at 50,000 against account 2.
    private static async Task Prepare(ProtocolVenueB venue, long usdt, params MarketDefinition[] others)
    {
        await venue.Open([ProtocolVenueB.Definition, .. others]);
        await venue.Deposit(1, 1_000_000);
        await venue.Deposit(2, 1_000_000);
        await venue.Deposit(Victim, usdt);
        await venue.Trade(Victim, 2, 1_000);
    }

    private static async Task Bid(ProtocolVenueB venue, long priceUnits, long lots) =>
        Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, priceUnits, lots)).Code);
}
