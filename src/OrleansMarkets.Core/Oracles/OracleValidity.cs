namespace OrleansMarkets.Core.Oracles;

/// <summary>How far an oracle price may be used, from worst to best: an action names the class that it needs (mechanics 2.7).</summary>
public enum OracleValidity : byte
{
    /// <summary>Too few fresh publishers: no price. Nothing but cancels and reductions.</summary>
    InsufficientData = 0,

    /// <summary>Too far from its own moving average: no liquidation, funding, trigger or new risk.</summary>
    TooVolatile = 1,

    /// <summary>The confidence interval is too wide: liquidation is allowed, new risk is not.</summary>
    TooUncertain = 2,

    /// <summary>Good for everything.</summary>
    Valid = 3,
}
