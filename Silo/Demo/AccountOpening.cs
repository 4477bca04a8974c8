using Microsoft.Extensions.Hosting;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Silo.Data;

namespace OrleansMarkets.Silo.Demo;

/// <summary>
/// Opens the accounts that a fresh market needs, once: the operator's, and the funded one whose key the banner shows. Fills the insurance
/// fund. A start that is cut short leaves at worst an account whose key nobody has.
/// </summary>
/// <param name="office">Opens accounts and makes keys.</param>
/// <param name="secrets">Keeps the keys.</param>
/// <param name="capital">What they begin with.</param>
internal sealed class AccountOpening(AccountOffice office, MarketSecrets secrets, DemoCapital capital) : IHostedService
{
    private const string OperatorUser = "operator";
    private const string ShownUser = "demo";
    private const ApiKeyScopes OperatorScopes = ApiKeyScopes.Admin | ApiKeyScopes.Read;
    private const ApiKeyScopes ShownScopes = ApiKeyScopes.Read | ApiKeyScopes.Trade | ApiKeyScopes.Transfer | ApiKeyScopes.Withdraw;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await capital.FundInsuranceAsync(cancellationToken);
        if (secrets.Load(MarketSecrets.OperatorFile) is null)
        {
            OpenedAccount opened = await OpenAsync(OperatorUser, OperatorScopes, cancellationToken);
            secrets.Save(MarketSecrets.OperatorFile, new Credentials(string.Empty, opened.ApiKey, opened.ApiSecret));
        }

        Credentials? shown = secrets.Load(MarketSecrets.DemoFile);
        if (shown?.Account is null)
        {
            OpenedAccount opened = await OpenAsync(ShownUser, ShownScopes, cancellationToken);
            shown = new Credentials(string.Empty, opened.ApiKey, opened.ApiSecret, opened.Account);
            secrets.Save(MarketSecrets.DemoFile, shown);
        }

        await capital.FundShownAsync(shown.Account!.Value, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<OpenedAccount> OpenAsync(string user, ApiKeyScopes scopes, CancellationToken cancellation)
    {
        try
        {
            return await office.OpenAsync(user, scopes, cancellation);
        }
        catch (InvalidOperationException refused)
        {
            throw new SiloException(
                ExitCodes.Failed, SiloCodes.AccountNotOpened, $"the account of {user} was not opened: {refused.Message}", refused);
        }
    }
}
