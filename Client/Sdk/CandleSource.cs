namespace OrleansMarkets.Client;

/// <summary>Which prices candles are made of.</summary>
public enum CandleSource
{
    /// <summary>Public trades.</summary>
    Trades,

    /// <summary>Mark prices; perpetuals only.</summary>
    Mark,

    /// <summary>Index prices; perpetuals only.</summary>
    Index,
}
