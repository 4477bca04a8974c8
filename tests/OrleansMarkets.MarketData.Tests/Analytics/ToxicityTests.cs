using OrleansMarkets.Core.Matching;
using OrleansMarkets.MarketData.Analytics;

namespace OrleansMarkets.MarketData.Tests.Analytics;

public sealed class ToxicityTests
{
    [Fact]
    public void Nothing_is_known_before_a_bucket_is_full()
    {
        var fold = new ToxicityFold(bucketLots: 10, buckets: 3);
        fold.Add(Side.Buy, 9);
        Assert.Equal(new Toxicity(10, 0, null, 9, 0), fold.Read());
    }

    // Buckets of 10: 7 − 3 = 4, then 10 of one side, then 5 and 5; (4 + 10 + 0) / 30 = 0.466667. The fourth, 8 − 2 = 6, pushes the first
    // out: (10 + 0 + 6) / 30 = 0.533333.
    [Fact]
    public void It_is_the_mean_imbalance_of_the_latest_buckets()
    {
        var fold = new ToxicityFold(bucketLots: 10, buckets: 3);
        fold.Add(Side.Buy, 7);
        fold.Add(Side.Sell, 3);
        Assert.Equal(400_000, fold.Read().VpinPpm);
        fold.Add(Side.Sell, 12);
        fold.Add(Side.Buy, 5);
        fold.Add(Side.Sell, 3);
        Assert.Equal(new Toxicity(10, 3, 466_667, 0, 0), fold.Read());
        fold.Add(Side.Buy, 8);
        fold.Add(Side.Sell, 2);
        Assert.Equal(new Toxicity(10, 3, 533_333, 0, 0), fold.Read());
    }

    [Fact]
    public void A_large_trade_fills_several_buckets()
    {
        var fold = new ToxicityFold(bucketLots: 10, buckets: 50);
        fold.Add(Side.Sell, 5);
        fold.Add(Side.Buy, 37);
        Assert.Equal(new Toxicity(10, 4, 750_000, 2, 0), fold.Read());
    }

    [Fact]
    public void It_agrees_with_a_sum_over_single_lots()
    {
        var random = new Random(4);
        var fold = new ToxicityFold(bucketLots: 7, buckets: 5);
        var lots = new List<int>();
        for (int trade = 0; trade < 2_000; trade++)
        {
            (Side side, int size) = (random.Next(3) == 0 ? Side.Buy : Side.Sell, random.Next(1, 20));
            fold.Add(side, size);
            lots.AddRange(Enumerable.Repeat(side == Side.Buy ? 1 : -1, size));
            int[] imbalances = [.. lots.Chunk(7).Where(chunk => chunk.Length == 7).TakeLast(5).Select(chunk => Math.Abs(chunk.Sum()))];
            if (imbalances.Length > 0)
            {
                decimal vpin = imbalances.Sum() / (7m * imbalances.Length);
                Assert.Equal((long)Math.Round(vpin * 1_000_000, MidpointRounding.ToEven), fold.Read().VpinPpm);
            }
        }
    }
}
