namespace OrleansMarkets.Core.Clearing;

/// <summary>Which resting orders of an account a touch cancels.</summary>
public enum CancelScope : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Those that may open risk.</summary>
    Opening = 1,

    /// <summary>All of them.</summary>
    All = 2,
}
