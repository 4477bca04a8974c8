using Orleans;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Demo;

/// <summary>What the accounts of the exchange and of the demo begin with, in whole units.</summary>
/// <param name="plan">The assets.</param>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock.</param>
internal sealed class DemoCapital(MarketPlan plan, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>The insurance fund, settlement asset.</summary>
    public const long Insurance = 1_000_000;

    /// <summary>The account that the banner shows, settlement asset.</summary>
    public const long Shown = 100_000;

    /// <summary>A maker, settlement asset.</summary>
    public const long MakerCash = 20_000_000;

    /// <summary>A maker's inventory for spot markets, settlement asset's worth at the anchor prices.</summary>
    public const long MakerInventory = 6_000_000;

    /// <summary>A trader, settlement asset.</summary>
    public const long Trader = 10_000;

    private readonly AccountFunding _funding = new(plan, grains, clock);

    private string Cash => plan.Assets.Settlement.Code;

    /// <summary>Funds insurance.</summary>
    public Task FundInsuranceAsync(CancellationToken cancellation) => FundAsync(WellKnownAccounts.Insurance, Insurance, cancellation);

    /// <summary>Funds the account that the banner shows.</summary>
    public Task FundShownAsync(long account, CancellationToken cancellation) => FundAsync(account, Shown, cancellation);

    /// <summary>Funds a trader.</summary>
    public Task FundTraderAsync(long account, CancellationToken cancellation) => FundAsync(account, Trader, cancellation);

    /// <summary>Funds a maker with cash and with what it will sell on spot markets.</summary>
    public Task FundMakerAsync(long account, CancellationToken cancellation)
    {
        IEnumerable<(string, long)> inventory = plan.Markets
            .Where(market => market.BaseQuantaPerLot > 0)
            .Select(market => (market.BaseAsset, Worth(market.OracleFeed)))
            .Distinct();
        return _funding.FundAsync(account, [(Cash, MakerCash), .. inventory], cancellation);
    }

    private Task FundAsync(long account, long amount, CancellationToken cancellation) =>
        _funding.FundAsync(account, [(Cash, amount)], cancellation);

    private long Worth(string feed)
    {
        const long OneE8 = 100_000_000;
        long anchorE8 = plan.Feeds.First(known => known.Name == feed).AnchorE8;
        return Math.Max(1, (long)((Int128)MakerInventory * OneE8 / anchorE8));
    }
}
