using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>Folds an account's log read-only: takes no epoch, so the account's own activation is not disturbed.</summary>
/// <param name="journal">The journal.</param>
/// <param name="assets">Assets and their collateral weights.</param>
public sealed class JournalCollateralReader(IJournalStore journal, AssetTable assets) : ICollateralReader
{
    /// <inheritdoc/>
    public async Task<long> ReadAsync(long account, CancellationToken cancellationToken)
    {
        AccountLog log = new(account);
        try
        {
            IJournalReader reader = await journal.OpenReadOnlyAsync(AccountLog.StreamOf(account), cancellationToken);
            await LogReplay.RunAsync(reader, log, cancellationToken);
        }
        catch (JournalException fault) when (fault.Code == JournalErrorCodes.NotFound)
        {
            return 0;
        }

        AccountState state = log.State;
        CollateralBalance[] balances =
        [
            .. state.Assets.Select(asset => new CollateralBalance(state.Balance(asset), assets.CollateralWeightPpm(asset))),
        ];
        return (long)Int128.Clamp(AccountRisk.Collateral(balances), -AccountRisk.Bound, AccountRisk.Bound);
    }
}
