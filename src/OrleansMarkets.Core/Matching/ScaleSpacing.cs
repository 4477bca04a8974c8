namespace OrleansMarkets.Core.Matching;

/// <summary>How the prices or the sizes of a scale order go from the first to the last.</summary>
public enum ScaleSpacing : byte
{
    /// <summary>Equal differences.</summary>
    Linear = 1,

    /// <summary>Equal ratios.</summary>
    Geometric = 2,
}
