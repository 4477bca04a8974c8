using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>Reads ledgers from the journal's reading side: no epoch is taken, no account wakes up.</summary>
/// <param name="journal">The journal.</param>
/// <param name="assets">Collateral weights.</param>
internal sealed class JournalCollateralReader(IJournalStore journal, AssetTable assets) : ICollateralReader
{
    /// <inheritdoc/>
    public async Task<long> ReadAsync(long account, CancellationToken cancellationToken)
    {
        var log = new AccountLog(account);
        try
        {
            IJournalReader reader = await journal.OpenReadOnlyAsync(AccountLog.StreamOf(account), cancellationToken);
            await LogReplay.RunAsync(reader, log, cancellationToken);
        }
        catch (JournalException missing) when (missing.Code == JournalErrorCodes.NotFound)
        {
            return 0;
        }

        return Collateral(log.State);
    }

    private long Collateral(AccountState state)
    {
        List<CollateralBalance> balances = [];
        foreach (string asset in state.Assets)
        {
            balances.Add(new CollateralBalance(state.Balance(asset), assets.CollateralWeightPpm(asset)));
        }

        return (long)AccountRisk.Collateral(balances.ToArray());
    }
}
