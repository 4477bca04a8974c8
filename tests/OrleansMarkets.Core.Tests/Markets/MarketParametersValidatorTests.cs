using FsCheck.Fluent;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Markets;

public sealed class MarketParametersValidatorTests
{
    private static readonly MarketSpec Perp = TestMarkets.BtcPerp;
    private static readonly MarketParameters Good = TestMarkets.Perp;

    [Fact]
    public void The_markets_of_the_tests_are_accepted()
    {
        Accepts(Perp, Good);
        Accepts(TestMarkets.EthPerp, Good);
        Accepts(TestMarkets.BtcSpot, TestMarkets.Spot);
    }

    [Fact]
    public void A_specification_must_be_whole()
    {
        Refuses(Perp with { QuantaPerUnitLot = 0 }, Good, "whole");
        Refuses(Perp with { PriceUnitE8 = 0 }, Good, "price unit");
        Refuses(Perp with { BaseAsset = "USDT" }, Good, "same");
        Refuses(Perp with { BaseQuantaPerLot = 5 }, Good, "delivers nothing");
        Refuses(Perp with { Symbol = "" }, Good, "symbol");
        Refuses(Perp with { OracleFeed = "" }, Good, "oracle feed");
        Refuses(Perp with { QuoteAsset = "ETH" }, Good, "settlement asset");
        Refuses(Perp with { Kind = (MarketKind)9 }, Good, "kind");
        Refuses(TestMarkets.BtcSpot with { BaseQuantaPerLot = 0 }, TestMarkets.Spot, "base quanta");
    }

    [Fact]
    public void Quanta_of_a_spot_market_must_agree_with_the_decimals_of_its_assets()
    {
        // 0.1 USDT × 0.001 BTC = 0.0001 USDT = 100 quanta of 10^−6; a lot of 0.00015 BTC gives 15, one of 0.000000001 nothing whole.
        Accepts(TestMarkets.BtcSpot with { BaseQuantaPerLot = 15_000, QuantaPerUnitLot = 15 }, TestMarkets.Spot);
        Refuses(TestMarkets.BtcSpot with { QuantaPerUnitLot = 101 }, TestMarkets.Spot, "as specified");
        Refuses(TestMarkets.BtcSpot with { BaseQuantaPerLot = 500, QuantaPerUnitLot = 1 }, TestMarkets.Spot, "as specified");
        Refuses(TestMarkets.BtcSpot with { BaseAsset = "DOGE" }, TestMarkets.Spot, "not known");
    }

    [Fact]
    public void Amounts_must_not_be_able_to_overflow()
    {
        // 2^61 ÷ (10^8 × 100) = 230,584,300.9: one lot more is too many.
        Accepts(Perp, Good with { MaximumPositionLots = 230_584_300 });
        Refuses(Perp, Good with { MaximumPositionLots = 230_584_301 }, "overflow");
        Refuses(Perp, Good with { MaximumPositionLots = long.MaxValue }, "overflow");
        Refuses(Perp with { QuantaPerUnitLot = long.MaxValue }, Good, "overflow");
        Refuses(Perp, Good with { MaximumPriceUnits = 1L << 42 }, "maximum price");
        Refuses(TestMarkets.BtcSpot, TestMarkets.Spot with { MaximumPositionLots = 1L << 60, MaximumPriceUnits = 1 }, "overflow");
    }

    [Fact]
    public void Auctions_must_make_sense()
    {
        const long second = TestMarkets.SecondNs;
        const long day = 24 * TestMarkets.HourNs;
        var none = new AuctionParameters(0, 0, 0, 0, 0, 0);
        Accepts(Perp, Good with { Auction = none });
        Accepts(Perp, Good with { Auction = new AuctionParameters(day, second, day, 999_999, 50_000_000, 0) });
        Accepts(TestMarkets.BtcSpot, TestMarkets.Spot with { Auction = none with { TakerDelayNs = second } });
        Refuses(Perp, Good with { Auction = none with { PreOpenNs = -1 } }, "opening or closing");
        Refuses(Perp, Good with { Auction = none with { ClosingNs = day + 1 } }, "opening or closing");
        Refuses(Perp, Good with { Auction = none with { InterruptionBandPpm = 1_000_000 } }, "dynamic band");
        Refuses(Perp, Good with { Auction = none with { InterruptionBandPpm = 1 } }, "volatility interruption");
        Refuses(Perp, Good with { Auction = none with { InterruptionNs = day + 1 } }, "volatility interruption");
        Refuses(Perp, Good with { Auction = none with { BatchWindowNs = 49_999_999 } }, "batch");
        Refuses(Perp, Good with { Auction = none with { BatchWindowNs = 250_000_001 } }, "batch");
        Refuses(Perp, Good with { Auction = none with { TakerDelayNs = second + 1 } }, "delay");
        Refuses(Perp, Good with { Auction = none with { TakerDelayNs = 1, BatchWindowNs = 50_000_000 } }, "no delay");
    }

    [Fact]
    public void Admission_and_fees_must_make_sense()
    {
        Refuses(Perp, Good with { Version = 0 }, "version");
        Refuses(Perp, Good with { TickUnits = 0 }, "tick");
        Refuses(Perp, Good with { StepLots = 0 }, "step");
        Refuses(Perp, Good with { StepLots = 2 }, "multiple of the step");
        Refuses(Perp, Good with { MaximumLots = 0 }, "maximum quantity");
        Refuses(Perp, Good with { MaximumPositionLots = 999_999 }, "position limit");
        Refuses(Perp, Good with { PriceBandPpm = 1_000_000 }, "price band");
        Refuses(Perp, Good with { MaximumOpenOrders = 0 }, "open orders");
        Refuses(Perp, Good with { TakerFeePpm = -1 }, "taker fee");
        Refuses(Perp, Good with { MakerFeePpm = -501 }, "rebate");
        Accepts(Perp, Good with { MakerFeePpm = -500 });
        Refuses(Perp, Good with { Mark = TestMarkets.Mark with { BandPpm = 0 } }, "mark band");
        Refuses(Perp, Good with { Mark = TestMarkets.Mark with { BasisHalfLifeNs = 0 } }, "half-life");
        Refuses(Perp, Good with { Mark = TestMarkets.Mark with { MaximumIndexAgeNs = 0 } }, "age");
    }

    [Fact]
    public void Tiers_must_rise_and_keep_maintenance_below_initial()
    {
        Refuses(Perp, Good with { MarginTiers = [] }, "margin tiers");
        Refuses(Perp, Good with { MarginTiers = default }, "margin tiers");
        Refuses(Perp, Good with { MarginTiers = [new MarginTier(1, 50_000, 25_000)] }, "begin at zero");
        Refuses(Perp, Good with { MarginTiers = [new MarginTier(0, 50_000, 50_000)] }, "maintenance < initial");
        Refuses(Perp, Good with { MarginTiers = [new MarginTier(0, 50_000, 0)] }, "maintenance < initial");
        Refuses(Perp, Good with { MarginTiers = [new MarginTier(0, 1_000_001, 25_000)] }, "100 %");
        Refuses(
            Perp, Good with { MarginTiers = [new MarginTier(0, 50_000, 25_000), new MarginTier(0, 60_000, 30_000)] }, "not begin above");
        Refuses(
            Perp, Good with { MarginTiers = [new MarginTier(0, 50_000, 25_000), new MarginTier(9, 50_000, 24_000)] }, "below those");
        Refuses(TestMarkets.BtcSpot, Good, "no margin tiers");
    }

    [Fact]
    public void Funding_must_fit_its_interval_and_the_margin()
    {
        FundingParameters funding = TestMarkets.Funding;
        Refuses(Perp, Good with { Funding = null }, "funding rules");
        Refuses(Perp, Good with { Funding = funding with { SamplePeriodNs = 7 * TestMarkets.SecondNs } }, "divide");
        Refuses(Perp, Good with { Funding = funding with { SamplePeriodNs = 0 } }, "divide");
        Refuses(Perp, Good with { Funding = funding with { IntervalNs = 0, RatePeriodNs = 0 } }, "interval");
        Refuses(Perp, Good with { Funding = funding with { MinimumSamples = 721 } }, "minimum of samples");
        Refuses(Perp, Good with { Funding = funding with { InterestPpm = 20_001 } }, "interest");

        // 2.5 % initial margin: a cap of 20 % in 8 hours charges exactly that in one hour.
        MarketParameters cheap = Good with { MaximumPriceUnits = 10_000_000 };
        Accepts(Perp, cheap with { Funding = funding with { CapPpm = 200_000 } });
        Refuses(Perp, Good with { Funding = funding with { CapPpm = 200_000 } }, "index could overflow");
        Refuses(Perp, cheap with { Funding = funding with { CapPpm = 200_001 } }, "more than the initial margin");
        Refuses(TestMarkets.BtcSpot, TestMarkets.Spot with { Funding = funding }, "no funding");
    }

    [Fact]
    public void Liquidation_must_be_payable()
    {
        LiquidationParameters rules = TestMarkets.Liquidation;
        Refuses(Perp, Good with { Liquidation = null }, "liquidation rules");
        Accepts(Perp, Good with { Liquidation = rules with { FeePpm = 12_000 } });
        Refuses(Perp, Good with { Liquidation = rules with { FeePpm = 12_001 } }, "less taker fee");
        Refuses(Perp, Good with { Liquidation = rules with { KeeperRewardPpm = 5_001 } }, "keeper");
        Refuses(Perp, Good with { Liquidation = rules with { BufferPpm = 1_000_001 } }, "buffer");
        Refuses(Perp, Good with { Liquidation = rules with { MaximumStepPpm = 0 } }, "largest step");
        Refuses(Perp, Good with { Liquidation = rules with { SpreadToMaintenancePpm = 0 } }, "distance of the limit");
        Refuses(TestMarkets.BtcSpot, TestMarkets.Spot with { Liquidation = rules }, "no liquidation");
    }

    [Fact]
    public void No_numbers_make_it_throw()
    {
        var numbers = Properties.Signed(long.MaxValue).ArrayOf(16);
        Properties.Check(numbers, n =>
        {
            MarketSpec spec = Perp with { PriceUnitE8 = n[0], QuantaPerUnitLot = n[1], BaseQuantaPerLot = n[2] };
            MarketParameters parameters = Good with
            {
                TickUnits = n[3],
                StepLots = n[4],
                MinimumLots = n[5],
                MaximumLots = n[6],
                MaximumPositionLots = n[7],
                MaximumPriceUnits = n[8],
                TakerFeePpm = n[9],
                MakerFeePpm = n[10],
                MarginTiers = [new MarginTier(0, n[11], n[12])],
                Funding = TestMarkets.Funding with { IntervalNs = n[13], SamplePeriodNs = n[14], CapPpm = n[15], RatePeriodNs = n[0] },
                Liquidation = TestMarkets.Liquidation with { FeePpm = n[1], BufferPpm = n[2], MaximumStepPpm = n[3] },
            };
            ResultCode code = MarketParametersValidator.Check(spec, parameters, TestMarkets.Assets, out string message);
            Assert.Equal(code == ResultCode.Ok, message.Length == 0);
        });
    }

    private static void Accepts(MarketSpec spec, MarketParameters parameters)
    {
        ResultCode code = MarketParametersValidator.Check(spec, parameters, TestMarkets.Assets, out string message);
        Assert.Equal(string.Empty, message);
        Assert.Equal(ResultCode.Ok, code);
    }

    private static void Refuses(MarketSpec spec, MarketParameters parameters, string because)
    {
        ResultCode code = MarketParametersValidator.Check(spec, parameters, TestMarkets.Assets, out string message);
        Assert.Equal(ResultCode.InvalidParameters, code);
        Assert.Contains(because, message, StringComparison.Ordinal);
    }
}
