using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Candles;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Shapes;

/// <summary>Candles as the dialect writes them.</summary>
internal static class CandleShapes
{
    /// <summary>A candle of a list; those of mark and index have no volume.</summary>
    public static IReadOnlyList<string> Listed(MarketScale scale, in Candle bar, CandleSource source)
    {
        string[] prices =
        [
            Times.MsText(bar.StartNs),
            scale.Price(bar.OpenUnits),
            scale.Price(bar.HighUnits),
            scale.Price(bar.LowUnits),
            scale.Price(bar.CloseUnits),
        ];
        return source == CandleSource.Trades ? [.. prices, scale.Quantity(bar.Lots), scale.Amount(bar.TurnoverQuanta)] : prices;
    }

    /// <summary>A candle on a stream.</summary>
    public static StreamCandle Stream(GatewayMarket market, CandleInterval interval, in Candle bar, bool isFinal) => new()
    {
        Start = bar.StartNs / Times.NsPerMs,
        End = (interval.Shift(bar.StartNs, 1) / Times.NsPerMs) - 1,
        Interval = interval.Code,
        Open = market.Scale.Price(bar.OpenUnits),
        Close = market.Scale.Price(bar.CloseUnits),
        High = market.Scale.Price(bar.HighUnits),
        Low = market.Scale.Price(bar.LowUnits),
        Volume = market.Scale.Quantity(bar.Lots),
        Turnover = market.Scale.Amount(bar.TurnoverQuanta),
        IsFinal = isFinal,
        Timestamp = bar.ChangedNs / Times.NsPerMs,
    };
}
