namespace OrleansMarkets.Client;

/// <summary>The price that a trigger watches.</summary>
public enum TriggerSource
{
    /// <summary>The last trade.</summary>
    LastPrice,

    /// <summary>The mark price.</summary>
    MarkPrice,

    /// <summary>The index price.</summary>
    IndexPrice,
}
