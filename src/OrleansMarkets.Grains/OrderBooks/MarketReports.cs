using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>What a market says about itself.</summary>
internal static class MarketReports
{
    /// <summary>State, sums and hash of a market.</summary>
    public static MarketReport Of(MarketEngine engine, long epoch)
    {
        BalanceReport sums = engine.TotalBalance();
        return new MarketReport(
            epoch,
            engine.Sequence,
            engine.Phase,
            engine.MarkUnits,
            engine.IndexUnits,
            engine.FundingIndex,
            engine.FundingIntervals,
            engine.Trades,
            (long)sums.LongLots,
            (long)sums.SizeLots,
            (long)sums.QuoteQuanta,
            engine.ReadRow(WellKnownAccounts.Insurance).QuoteQuanta,
            engine.ReadRow(WellKnownAccounts.Fees).QuoteQuanta,
            engine.ReadRow(WellKnownAccounts.FundingPool).QuoteQuanta,
            Convert.ToHexStringLower(engine.StateHash()));
    }

    /// <summary>The answer of a book whose market is not listed.</summary>
    public static MarketReport Unlisted(long epoch) =>
        new(epoch, 0, MarketPhase.Replaying, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, string.Empty);

    /// <summary>What goes to the price board.</summary>
    public static PriceNews PriceOf(MarketEngine engine, long epoch)
    {
        var price = new MarketPrice(
            engine.Spec.Symbol,
            epoch,
            engine.Sequence,
            engine.Phase,
            engine.MarkUnits,
            engine.IndexUnits,
            engine.FundingIndex,
            engine.Parameters.Version,
            AgeNs: 0);
        return new PriceNews(price, engine.IndexPublishNs);
    }
}
