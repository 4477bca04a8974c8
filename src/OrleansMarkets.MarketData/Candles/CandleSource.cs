namespace OrleansMarkets.MarketData.Candles;

/// <summary>Which prices candles are made of.</summary>
public enum CandleSource
{
    /// <summary>Public trades.</summary>
    Trades,

    /// <summary>Mark prices.</summary>
    Mark,

    /// <summary>Index prices.</summary>
    Index,
}
