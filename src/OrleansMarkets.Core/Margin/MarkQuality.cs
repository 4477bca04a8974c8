namespace OrleansMarkets.Core.Margin;

/// <summary>How far a mark price can be trusted.</summary>
public enum MarkQuality : byte
{
    /// <summary>No mark is known.</summary>
    Missing,

    /// <summary>A mark is known, but it is older than the market's limit.</summary>
    Stale,

    /// <summary>A mark within the market's age limit.</summary>
    Fresh,
}
