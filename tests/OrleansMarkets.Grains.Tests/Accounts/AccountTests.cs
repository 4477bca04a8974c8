using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Accounts;

public sealed class AccountTests(MarketCluster cluster) : IClassFixture<MarketCluster>
{
    [Fact]
    public async Task Accounts_are_listed_in_the_order_in_which_they_were_opened()
    {
        IAccountGrain user = cluster.Client.GetGrain<IAccountGrain>("ada/lovelace");
        await user.OpenTradingAccount(12);
        await user.OpenTradingAccount(11);
        await user.OpenTradingAccount(12);
        await user.OpenTradingAccount(0);
        UserProfile profile = await user.OpenTradingAccount(-4);

        Assert.Equal<long>([12L, 11L], profile.TradingAccounts);
        Assert.Equal<long>([12L, 11L], (await user.GetProfile()).TradingAccounts);
    }

    [Fact]
    public async Task An_account_has_one_owner_and_only_he_moves_its_money()
    {
        IAccountGrain owner = cluster.Client.GetGrain<IAccountGrain>("owner");
        IAccountGrain other = cluster.Client.GetGrain<IAccountGrain>("other");
        Assert.Equal<long>([21L], (await owner.OpenTradingAccount(21)).TradingAccounts);
        Assert.Empty((await other.OpenTradingAccount(21)).TradingAccounts);

        LedgerCommand deposit = new(cluster.NextId(), "USDT", 500, 0);
        LedgerCommand withdrawal = new(cluster.NextId(), "USDT", 200, 0);
        Assert.Equal(ResultCode.InvalidRequest, (await other.Deposit(21, deposit)).Code);
        Assert.Equal(new LedgerResult(ResultCode.Ok, 500, 1), await owner.Deposit(21, deposit));
        Assert.Equal(ResultCode.InvalidRequest, (await other.Withdraw(21, withdrawal)).Code);
        LedgerResult left = await owner.Withdraw(21, withdrawal);
        Assert.Equal((ResultCode.Ok, 300L), (left.Code, left.LedgerQuanta));
    }

    [Fact]
    public async Task The_number_of_accounts_is_limited()
    {
        IAccountGrain user = cluster.Client.GetGrain<IAccountGrain>("many");
        UserProfile profile = await user.GetProfile();
        for (long account = 1_000; account <= 1_000 + Grains.Accounts.AccountGrain.MaximumTradingAccounts; account++)
        {
            profile = await user.OpenTradingAccount(account);
        }

        Assert.Equal(Grains.Accounts.AccountGrain.MaximumTradingAccounts, profile.TradingAccounts.Length);
    }
}
