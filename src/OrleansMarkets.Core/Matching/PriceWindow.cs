namespace OrleansMarkets.Core.Matching;

/// <summary>Sizes of the window of prices that a book reaches by index, in prices; powers of two.</summary>
/// <param name="InitialPrices">Size at the beginning, at least 64.</param>
/// <param name="MaximumPrices">The window never grows beyond this.</param>
public readonly record struct PriceWindow(int InitialPrices, int MaximumPrices)
{
    /// <summary>Fewest prices.</summary>
    public const int Minimum = 64;

    /// <summary>Most prices.</summary>
    public const int Maximum = 1 << 18;

    /// <summary>What markets use.</summary>
    public static PriceWindow Default { get; } = new(1024, Maximum);
}
