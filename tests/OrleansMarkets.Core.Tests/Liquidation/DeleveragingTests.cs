using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Liquidation;

public sealed class DeleveragingTests
{
    private const long Usdt = TestMarkets.Usdt;
    private const long Price = 640_000;

    private static readonly MarketSpec Btc = TestMarkets.BtcPerp;

    [Fact]
    public void The_highest_leverage_is_cut_to_a_common_level()
    {
        // Leverage 0.1, 0.05, 0.025 lots per USDT: (100 + 50 − 60) ÷ 2,000 = 0.045 leaves 45 to each of the first two.
        DeleveragePlan plan = Select(60, Short(1, 100, 1_000), Short(2, 50, 1_000), Short(3, 100, 4_000));
        Assert.Equal([(1L, 55L), (2L, 5L)], plan.Cuts.Select(cut => (cut.Candidate.Account, cut.Lots)));
        Assert.Equal(0, plan.RemainderLots);
    }

    [Fact]
    public void A_queue_would_have_closed_the_first_alone()
    {
        // The need is below what brings the first down to the second: only then it is cut alone.
        Assert.Equal([(1L, 50L)], Select(50, Short(1, 100, 1_000), Short(2, 50, 1_000)).Cuts.Select(c => (c.Candidate.Account, c.Lots)));
        Assert.Equal(2, Select(51, Short(1, 100, 1_000), Short(2, 50, 1_000)).Cuts.Length);
    }

    [Fact]
    public void Equal_leverage_is_shared_and_the_odd_lot_goes_by_account_number()
    {
        DeleveragePlan plan = Select(5, Short(9, 10, 100), Short(4, 10, 100));
        Assert.Equal([(4L, 2L), (9L, 3L)], plan.Cuts.Select(cut => (cut.Candidate.Account, cut.Lots)));
    }

    [Fact]
    public void Flat_same_side_worthless_and_crossed_accounts_are_left_alone()
    {
        DeleveragePlan plan = Select(
            10,
            Short(1, 0, 1_000),
            Short(2, -50, 1_000),
            Short(3, 50, 0),
            Short(4, 50, 1_000) with { ZeroPriceUnits = Price - 1 },
            Short(5, 4, 1_000));
        Assert.Equal([(5L, 4L)], plan.Cuts.Select(cut => (cut.Candidate.Account, cut.Lots)));
        Assert.Equal(6, plan.RemainderLots);
        Assert.Empty(Select(10, Short(1, 0, 1_000)).Cuts);
    }

    [Fact]
    public void A_bankrupt_short_is_closed_against_longs()
    {
        var candidate = new DeleverageCandidate(1, 30, 30, 100, Price);
        Assert.Equal(10, Deleveraging.Select(10, Side.Buy, Price, [candidate]).Cuts.Single().Lots);
        Assert.Empty(Deleveraging.Select(10, Side.Buy, Price - 1, [candidate]).Cuts);
    }

    [Theory]
    [InlineData(-1_000, 1_000, 620_000)] // insurance covers everything: at the mark
    [InlineData(-1_000, 0, 630_000)] // no insurance: 1,000 on 1 BTC above the mark
    [InlineData(-1_000, 400, 626_000)]
    [InlineData(500, 0, 615_000)] // solvent, but the book gives nothing
    public void The_bankruptcy_price_counts_the_hold(long equityUsdt, long holdUsdt, long expected) =>
        Assert.Equal(expected, BankruptcyPrice(1_000, 620_000, equityUsdt * Usdt, holdUsdt * Usdt));

    [Fact]
    public void Insurance_short_by_one_quantum_moves_the_price_by_one_unit()
    {
        // 3 lots: one unit of price is 300 quanta. Hold − deficit = −1 quantum: the price goes one unit against the counterparties.
        Assert.Equal(620_001, BankruptcyPrice(3, 620_000, -1_000_001, 1_000_000));
        Assert.Equal(620_000, BankruptcyPrice(3, 620_000, -1_000_000, 1_000_000));
        Assert.Equal(619_999, BankruptcyPrice(-3, 620_000, -1_000_001, 1_000_000));
    }

    [Fact]
    public void After_it_the_hold_covers_the_deficit_and_no_counterparty_is_in_debt()
    {
        var cases =
            from size in Properties.Signed(100_000)
            from equity in Properties.Signed(1_000_000 * Usdt)
            from hold in Properties.Magnitude(1_000_000 * Usdt)
            from parts in Gen.Choose(1, 5)
            from counterEquity in Properties.Magnitude(100_000 * Usdt)
            select (size: size == 0 ? 1 : size, equity, hold, parts, counterEquity: counterEquity + 1);
        Properties.Check(cases, c =>
        {
            const long Mark = 640_000;
            long price = BankruptcyPrice(c.size, Mark, c.equity, c.hold);
            long gain = IntegerMath.Notional(price - Mark, c.size, 100);
            bool isCut = price == 1 || price == TestMarkets.Perp.MaximumPriceUnits;
            Assert.True(isCut || c.equity + gain >= -c.hold);
            Assert.True(isCut || c.equity + c.hold + gain < Math.Abs(c.size) * 100);

            var candidates = new DeleverageCandidate[c.parts];
            for (int i = 0; i < c.parts; i++)
            {
                long share = -((c.size / c.parts) + (i == 0 ? c.size % c.parts : 0));
                long zero = share == 0 ? 0 : ZeroPrice.Compute(share, Mark, c.counterEquity, 1, 1, Btc);
                candidates[i] = new DeleverageCandidate(i + 1, share, Math.Abs(share) * Mark * 100, c.counterEquity, zero);
            }

            // All of the open interest at once: everything is closed, or what would be crossed is reported.
            Side side = c.size > 0 ? Side.Sell : Side.Buy;
            DeleveragePlan plan = Deleveraging.Select(Math.Abs(c.size), side, price, candidates);
            Assert.Equal(Math.Abs(c.size), plan.RemainderLots + plan.Cuts.Sum(cut => cut.Lots));
            foreach (DeleverageCut cut in plan.Cuts)
            {
                long signed = c.size > 0 ? cut.Lots : -cut.Lots;
                Assert.True(c.counterEquity + IntegerMath.Notional(Mark - price, signed, 100) >= 0);
            }
        });
    }

    [Fact]
    public void Cuts_add_up_level_out_and_do_not_depend_on_the_order()
    {
        Properties.Check(Candidates(), c =>
        {
            DeleveragePlan plan = Deleveraging.Select(c.Need, Side.Sell, Price, c.Candidates);
            DeleveragePlan backward = Deleveraging.Select(c.Need, Side.Sell, Price, [.. c.Candidates.Reverse()]);
            Assert.Equal(plan.Cuts.ToArray(), backward.Cuts.ToArray());
            long available = c.Candidates.Sum(candidate => -candidate.SizeLots);
            Assert.Equal(Math.Min(c.Need, available), plan.Cuts.Sum(cut => cut.Lots));
            Assert.Equal(Math.Max(0, c.Need - available), plan.RemainderLots);
            Dictionary<long, long> cuts = plan.Cuts.ToDictionary(cut => cut.Candidate.Account, cut => cut.Lots);
            Assert.All(plan.Cuts, cut => Assert.InRange(cut.Lots, 1, -cut.Candidate.SizeLots));

            // Whoever is cut keeps at least what anybody's leverage is allowed, and nobody keeps more: within one lot.
            foreach (DeleverageCut cut in plan.Cuts)
            {
                decimal left = (-cut.Candidate.SizeLots - cut.Lots + 1) / (decimal)cut.Candidate.EquityQuanta;
                foreach (DeleverageCandidate other in c.Candidates)
                {
                    long otherLeft = -other.SizeLots - cuts.GetValueOrDefault(other.Account);
                    Assert.True((otherLeft - 1) / (decimal)other.EquityQuanta <= left);
                }
            }
        });
    }

    [Fact]
    public void Splitting_an_account_changes_its_total_cut_by_at_most_one_lot_and_flat_accounts_change_nothing()
    {
        Properties.Check(Candidates(), c =>
        {
            DeleverageCandidate whole = c.Candidates[0];
            DeleverageCandidate half = whole with { SizeLots = whole.SizeLots / 2, EquityQuanta = whole.EquityQuanta / 2 };
            DeleverageCandidate[] others = c.Candidates[1..];
            DeleverageCandidate[] split = [half, half with { Account = whole.Account + 1 }, .. others];
            DeleverageCandidate flat = new(999, 0, 0, 1_000_000, Price);
            DeleveragePlan before = Deleveraging.Select(c.Need, Side.Sell, Price, c.Candidates);
            DeleveragePlan after = Deleveraging.Select(c.Need, Side.Sell, Price, split);
            Assert.InRange(Math.Abs(CutOf(before, whole.Account) - CutOf(after, whole.Account)), 0, 1);
            DeleveragePlan withFlat = Deleveraging.Select(c.Need, Side.Sell, Price, [flat, .. c.Candidates]);
            Assert.Equal(before.Cuts.ToArray(), withFlat.Cuts.ToArray());
        });
    }

    // The cut of an account and of the part that it was split into.
    private static long CutOf(DeleveragePlan plan, long account) =>
        plan.Cuts.Where(cut => cut.Candidate.Account == account || cut.Candidate.Account == account + 1).Sum(cut => cut.Lots);

    private static Gen<Market> Candidates() =>
        from sizes in Gen.Choose(1, 5_000).ArrayOf(6)
        from equities in Gen.Choose(1, 1_000_000).ArrayOf(6)
        from need in Gen.Choose(1, 40_000)
        select new Market(
            [
                .. sizes.Select((size, i) => new DeleverageCandidate(
                    (i + 1) * 10, -2L * size, 2L * size, 2L * equities[i], Price)),
            ],
            need);

    private static DeleveragePlan Select(long need, params DeleverageCandidate[] candidates) =>
        Deleveraging.Select(need, Side.Sell, Price, candidates);

    private static DeleverageCandidate Short(long account, long lots, long equity) => new(account, -lots, Math.Abs(lots), equity, Price);

    private static long BankruptcyPrice(long size, long mark, long equity, long hold) =>
        Deleveraging.BankruptcyPrice(size, mark, equity, hold, 1, 1, Btc, TestMarkets.Perp);

    private sealed record Market(DeleverageCandidate[] Candidates, long Need);
}
