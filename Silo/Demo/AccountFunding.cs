using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Demo;

/// <summary>
/// Deposits what an account of the exchange or of the demo begins with. An asset of which the account holds exactly nothing is deposited,
/// so a start that was cut short is completed by the next one and nothing is deposited twice.
/// </summary>
/// <param name="plan">The assets.</param>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock of ids and pauses.</param>
internal sealed class AccountFunding(MarketPlan plan, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Funds an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="amounts">Whole units by asset.</param>
    /// <param name="cancellation">Ends the attempts.</param>
    public async Task FundAsync(long account, IEnumerable<(string Asset, long Amount)> amounts, CancellationToken cancellation)
    {
        VenueClient client = new(grains, account, clock);
        RiskReport risk = await client.GetRiskAsync(cancellation);
        foreach ((string asset, long amount) in amounts)
        {
            bool holds = risk.Balances.Any(line => line.Asset == asset && (line.LedgerQuanta != 0 || line.ClearedQuanta != 0));
            if (!holds)
            {
                await DepositAsync(client, account, asset, amount, cancellation);
            }
        }
    }

    private async Task DepositAsync(VenueClient client, long account, string asset, long amount, CancellationToken cancellation)
    {
        LedgerResult result = await client.DepositAsync(asset, plan.Quanta(asset, amount), cancellation);
        if (result.Code != ResultCode.Ok)
        {
            throw new SiloException(
                ExitCodes.Failed, SiloCodes.AccountNotOpened, $"account {account} was not funded with {amount} {asset}: {result.Code}");
        }
    }
}
