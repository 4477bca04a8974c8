namespace OrleansMarkets.Core.Clearing;

/// <summary>Which orders of the account a touch cancels.</summary>
public enum TouchCancel : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Those that may open risk: all that are not reduce-only.</summary>
    Opening = 1,

    /// <summary>All.</summary>
    All = 2,
}
