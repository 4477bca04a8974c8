namespace Orleans.Concurrency;

/// <summary>Wraps a value that calls need not copy.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="value">The value.</param>
[Immutable]
[GenerateSerializer]
[Alias("Immutable`1")]
public readonly struct Immutable<T>(T value)
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value = value;
}
