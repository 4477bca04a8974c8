using System.Numerics;
using FsCheck.Fluent;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Margin;

/// <summary>Arithmetic within 64 bits gives what numbers without bounds give, and beyond them so does arithmetic within 128.</summary>
public sealed class MarketRiskTests
{
    private const long LargeLots = 1L << 40;
    private const long LargePrice = 1L << 50;
    private const long LargeQuanta = 1L << 62;

    private static readonly MarketSpec Btc = TestMarkets.BtcPerp;

    [Fact]
    public void Amounts_of_every_magnitude_agree_with_a_twin_without_bounds()
    {
        var cases =
            from size in Properties.Signed(LargeLots)
            from mark in Properties.Magnitude(LargePrice)
            from quote in Properties.Signed(LargeQuanta)
            from cost in Properties.Signed(LargeQuanta)
            from buys in Properties.Magnitude(LargeLots)
            from sells in Properties.Magnitude(LargeLots)
            from indexFrom in Properties.Signed(LargeLots)
            from indexTo in Properties.Signed(LargeLots)
            from quality in Gen.Elements(MarkQuality.Fresh, MarkQuality.Stale)
            from purpose in Gen.Elements(ValuationPurpose.NewRisk, ValuationPurpose.Liquidation)
            select (Stake(size, mark, quote, cost, buys, sells, indexFrom, indexTo, quality), purpose);
        Properties.Check(cases, c => AssertTwin(c.Item1, c.purpose), cases: 5_000);
    }

    [Theory]
    [InlineData(1, 0, long.MaxValue)]
    [InlineData(1, long.MinValue, long.MinValue + 1)]
    [InlineData(-1, long.MaxValue, 0)]
    [InlineData(long.MaxValue, 0, 1)]
    [InlineData(long.MinValue + 1, 1, 0)]
    [InlineData(1 << 20, long.MinValue, 0)]
    [InlineData(3, -5, 7)]
    public void Funding_is_exact_at_the_edges(long size, long from, long to) =>
        Assert.Equal(Floor(-(BigInteger)size * ((BigInteger)to - from), FundingIndex.Scale), FundingIndex.Payment(size, from, to));

    [Fact]
    public void An_order_is_decided_the_same_whether_the_marks_elsewhere_can_be_trusted()
    {
        // The bound of a reduction comes from the valuation for new risk when all marks are fresh; a flat stake with a stale mark is no
        // position, and changes nothing about it.
        MarketExposure position = TestMarkets.Stake(Btc, 1_000, 640_000, 650_000);
        MarketExposure flat = TestMarkets.Stake(TestMarkets.EthPerp, 0, 0, 300_000);
        MarketExposure stale = flat with { View = flat.View with { Quality = MarkQuality.Stale } };
        var cases =
            from cash in Properties.Signed(1L << 40)
            from price in Gen.Choose(1, 1_300_000)
            from lots in Gen.Choose(1, 2_000)
            select (cash, price, lots);
        Properties.Check(cases, c =>
        {
            var order = new OrderTerms(Side.Sell, c.lots, c.price, false);
            AdmissionDecision trusted = OrderAdmission.Decide(TestMarkets.Cash(c.cash), [position, flat], 0, order, 0);
            AdmissionDecision other = OrderAdmission.Decide(TestMarkets.Cash(c.cash), [position, stale], 0, order, 0);
            Assert.Equal(trusted, other);
        });
    }

    private static MarketExposure Stake(
        long size,
        long mark,
        long quote,
        long cost,
        long buys,
        long sells,
        long indexFrom,
        long indexTo,
        MarkQuality quality)
    {
        MarketExposure stake = TestMarkets.Stake(Btc, 0, 1, 1);
        return stake with
        {
            Row = stake.Row with { SizeLots = size, QuoteQuanta = quote, CostBasisQuanta = cost, FundingIndex = indexFrom },
            PendingBuyLots = buys,
            PendingSellLots = sells,
            View = new MarketView(mark, quality, indexTo),
        };
    }

    private static void AssertTwin(in MarketExposure stake, ValuationPurpose purpose)
    {
        MarketRisk risk = MarketRisk.Evaluate(stake, purpose);
        (BigInteger valuation, BigInteger requirement) = Prices(stake, purpose);
        BigInteger size = stake.Row.SizeLots;
        BigInteger quanta = Btc.QuantaPerUnitLot;
        BigInteger funding = Floor(-size * ((BigInteger)stake.View.FundingIndex - stake.Row.FundingIndex), FundingIndex.Scale);
        BigInteger worst = BigInteger.Max(
            BigInteger.Abs(size) + (size >= 0 ? stake.BuyLots : stake.SellLots),
            (size >= 0 ? stake.SellLots : stake.BuyLots) - BigInteger.Abs(size));
        BigInteger notional = BigInteger.Abs(requirement * quanta * size);
        Assert.Equal(valuation, risk.ValuationUnits);
        Assert.Equal(worst, risk.WorstExposureLots);
        Assert.Equal(stake.Row.QuoteQuanta + (BigInteger)stake.Row.CostBasisQuanta + funding, (BigInteger)risk.SettledQuanta);
        Assert.Equal((valuation * quanta * size) - stake.Row.CostBasisQuanta, (BigInteger)risk.UnrealisedPnlQuanta);
        Assert.Equal(notional, (BigInteger)risk.NotionalQuanta);
        Assert.Equal(Tiered(requirement * quanta * worst, tier => tier.InitialPpm), (BigInteger)risk.InitialQuanta);
        Assert.Equal(Tiered(notional, tier => tier.MaintenancePpm), (BigInteger)risk.MaintenanceQuanta);
    }

    private static (BigInteger Valuation, BigInteger Requirement) Prices(in MarketExposure stake, ValuationPurpose purpose)
    {
        BigInteger mark = stake.View.MarkUnits;
        if (stake.View.Quality == MarkQuality.Fresh)
        {
            return (mark, mark);
        }

        BigInteger band = -Floor(-mark * stake.Parameters.Mark.BandPpm, 1_000_000);
        BigInteger low = BigInteger.Max(0, mark - band);
        BigInteger high = mark + band;
        bool isLong = stake.Row.SizeLots >= 0;
        return purpose == ValuationPurpose.NewRisk ? (isLong ? low : high, high) : (isLong ? high : low, low);
    }

    private static BigInteger Tiered(BigInteger notional, Func<MarginTier, long> rate)
    {
        BigInteger sum = 0;
        ReadOnlySpan<MarginTier> tiers = TestMarkets.Stake(Btc, 0, 1, 1).Parameters.MarginTiers.AsSpan();
        for (int i = 0; i < tiers.Length; i++)
        {
            BigInteger upper = i + 1 < tiers.Length ? BigInteger.Min(notional, tiers[i + 1].LowerNotionalQuanta) : notional;
            sum += BigInteger.Max(0, upper - tiers[i].LowerNotionalQuanta) * rate(tiers[i]);
        }

        return -Floor(-sum, 1_000_000);
    }

    private static BigInteger Floor(BigInteger dividend, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
