namespace OrleansMarkets.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Head">Its name.</param>
/// <param name="Text">Its text for an item.</param>
/// <param name="IsNumber">Whether it stands right.</param>
internal sealed record Column<T>(string Head, Func<T, string> Text, bool IsNumber = false);
