using Orleans;

namespace OrleansMarkets.Contracts.Positions;

/// <summary>One position as its owner sees it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Symbol">The market.</param>
/// <param name="SizeLots">Signed size in lots.</param>
/// <param name="EntryPriceE8">Average entry price in 1e-8 of the quote asset, zero when flat.</param>
/// <param name="MarkUnits">Mark price in price units.</param>
/// <param name="UnrealisedPnlQuanta">Unrealised profit and loss, quote quanta.</param>
/// <param name="RealisedPnlQuanta">Realised profit and loss since the row began, quote quanta.</param>
/// <param name="FeesQuanta">Fees paid, quote quanta.</param>
/// <param name="FundingQuanta">Funding received less paid, quote quanta.</param>
/// <param name="LiquidationPriceUnits">Mark at which the account meets maintenance; zero when none.</param>
[GenerateSerializer, Immutable, Alias("om.position-view")]
public sealed record PositionView(
    long Account,
    string Symbol,
    long SizeLots,
    long EntryPriceE8,
    long MarkUnits,
    long UnrealisedPnlQuanta,
    long RealisedPnlQuanta,
    long FeesQuanta,
    long FundingQuanta,
    long LiquidationPriceUnits);
