using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Images;

/// <summary>Phase, prices and funding of a market after a record.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="MarkUnits">Mark price; zero before the first index.</param>
/// <param name="IndexUnits">Index price; zero before the first.</param>
/// <param name="IsIndexValid">Whether the last index update was accepted. It may have aged since: see its time.</param>
/// <param name="IndexPublishedNs">When the index was published, nanoseconds since the Unix epoch.</param>
/// <param name="OpenInterestLots">Sum of the long positions; zero on a spot market.</param>
/// <param name="FundingRatePpm">
/// The rate that the samples of the present interval give so far, ppm per rate period; the last settled one while there are none.
/// </param>
/// <param name="LastFundingRatePpm">The last settled rate, ppm per rate period.</param>
/// <param name="NextFundingNs">When funding is due next; zero without funding.</param>
/// <param name="Auction">
/// What the auction that orders are being collected for would give, as last published; default in other phases and while no two meet.
/// </param>
public sealed record MarketStatus(
    MarketPhase Phase,
    long MarkUnits,
    long IndexUnits,
    bool IsIndexValid,
    long IndexPublishedNs,
    long OpenInterestLots,
    long FundingRatePpm,
    long LastFundingRatePpm,
    long NextFundingNs,
    AuctionPrice Auction = default);
