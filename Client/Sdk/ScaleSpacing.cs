namespace OrleansMarkets.Client;

/// <summary>How the prices or the sizes of a scale order go from the first to the last.</summary>
public enum ScaleSpacing
{
    /// <summary>By equal differences.</summary>
    Linear,

    /// <summary>By equal ratios.</summary>
    Geometric,
}
