namespace OrleansMarkets.Grains.Keepers;

/// <summary>Where a position of an account lies.</summary>
/// <param name="Column">The market's column.</param>
/// <param name="Place">The place in it.</param>
internal readonly record struct PositionPlace(int Column, int Place);
