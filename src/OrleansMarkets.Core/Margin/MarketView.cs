namespace OrleansMarkets.Core.Margin;

/// <summary>What an account knows of a market's public state when it values its row.</summary>
/// <param name="MarkUnits">The mark price, price units; 0 when it is missing.</param>
/// <param name="Quality">How far the mark can be trusted.</param>
/// <param name="FundingIndex">The cumulative funding index; the row's own when none is known, which settles nothing.</param>
public readonly record struct MarketView(long MarkUnits, MarkQuality Quality, long FundingIndex);
