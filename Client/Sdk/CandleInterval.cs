namespace OrleansMarkets.Client;

/// <summary>How long a candle is. Days, weeks (from Monday) and months are those of UTC.</summary>
public enum CandleInterval
{
    /// <summary>1 minute.</summary>
    OneMinute,

    /// <summary>3 minutes.</summary>
    ThreeMinutes,

    /// <summary>5 minutes.</summary>
    FiveMinutes,

    /// <summary>15 minutes.</summary>
    FifteenMinutes,

    /// <summary>30 minutes.</summary>
    ThirtyMinutes,

    /// <summary>1 hour.</summary>
    OneHour,

    /// <summary>2 hours.</summary>
    TwoHours,

    /// <summary>4 hours.</summary>
    FourHours,

    /// <summary>6 hours.</summary>
    SixHours,

    /// <summary>12 hours.</summary>
    TwelveHours,

    /// <summary>A day.</summary>
    OneDay,

    /// <summary>A week.</summary>
    OneWeek,

    /// <summary>A month.</summary>
    OneMonth,
}
