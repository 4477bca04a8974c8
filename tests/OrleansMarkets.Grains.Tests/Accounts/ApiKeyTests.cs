using System.Collections.Immutable;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Accounts;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Accounts;

public sealed class ApiKeyTests(MarketCluster cluster) : IClassFixture<MarketCluster>
{
    private const string Host = "";

    private static readonly ImmutableArray<byte> Sealed = [1, 2, 3];

    [Fact]
    public async Task Numbers_are_given_once_from_the_first_on()
    {
        IAccountDirectoryGrain directory = cluster.Client.GetGrain<IAccountDirectoryGrain>(0);
        long[] numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => directory.Allocate()));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => AccountDirectoryGrain.FirstNumber + i), numbers.Order());
    }

    [Fact]
    public async Task A_key_belongs_to_the_user_who_made_it()
    {
        IAccountGrain user = await UserAsync("keys-a", 501);
        IAccountGrain other = await UserAsync("keys-b", 502);
        ApiKeyRecord key = Key("keys-a", 501, "key-1", ApiKeyScopes.Read | ApiKeyScopes.Trade);
        Assert.Equal(ResultCode.Ok, await user.CreateKey(Host, key));
        Assert.Equal(ResultCode.Ok, await user.CreateKey(Host, key));
        Assert.Equal(ResultCode.InvalidRequest, await user.CreateKey(Host, key with { Scopes = ApiKeyScopes.Admin }));
        Assert.Equal(ResultCode.InvalidRequest, await user.CreateKey(Host, Key("keys-a", 502, "key-2", ApiKeyScopes.Read)));
        Assert.Equal(ResultCode.InvalidRequest, await other.CreateKey(Host, Key("keys-b", 502, "key-1", ApiKeyScopes.Read)));
        Assert.Equal(ResultCode.InvalidRequest, await other.CreateKey(Host, Key("keys-a", 502, "key-3", ApiKeyScopes.Read)));

        ApiKeyRecord kept = (await user.GetKey("key-1"))!;
        Assert.Equal((501L, key.Scopes, false), (kept.Account, kept.Scopes, kept.IsDisabled));
        Assert.True(kept.CreatedNs > 0);
        Assert.Equal(Sealed.AsSpan(), kept.ProtectedSecret.AsSpan());
        Assert.Null(await other.GetKey("key-1"));
        Assert.Equal("keys-a", await cluster.Client.GetGrain<IApiKeyOwnerGrain>("key-1").GetOwner());
        Assert.Equal(string.Empty, await cluster.Client.GetGrain<IApiKeyOwnerGrain>("nobody's").GetOwner());
        Assert.Single(await user.GetKeys());
    }

    [Fact]
    public async Task A_disabled_key_stays_disabled()
    {
        IAccountGrain user = await UserAsync("keys-c", 503);
        await user.CreateKey(Host, Key("keys-c", 503, "key-c", ApiKeyScopes.Read));
        Assert.Equal(ResultCode.InvalidRequest, await user.DisableKey(Host, "unknown"));
        Assert.Equal(ResultCode.Ok, await user.DisableKey(Host, "key-c"));
        Assert.Equal(ResultCode.Ok, await user.DisableKey(Host, "key-c"));
        Assert.True((await user.GetKey("key-c"))!.IsDisabled);
    }

    [Fact]
    public void A_replay_gives_the_same_accounts_and_keys()
    {
        ApiKeyRecord key = Key("u", 7, "k", ApiKeyScopes.Read) with { Addresses = ["127.0.0.1", "::1"], Note = "bot", ExpiresNs = 9 };
        UserLog written = new("u");
        UserLog replayed = new("u");
        long sequence = 0;
        foreach (Func<RecordWriter, long> step in new Func<RecordWriter, long>[]
        {
            record => written.Open(7, 100, record),
            record => written.Add(key, 100, record),
            record => written.Add(key with { KeyId = "l" }, 50, record),
            record => written.Disable("k", 200, record),
        })
        {
            RecordWriter record = new();
            step(record);
            replayed.Fold(++sequence, record.Written);
        }

        Assert.Equal((200L, 200L), (written.TimeNs, replayed.TimeNs));
        Assert.Equal(written.Accounts, replayed.Accounts);
        Assert.Equal([true, false], replayed.Keys.Select(each => each.IsDisabled));
        Assert.Equal([101L, 102L], replayed.Keys.Select(each => each.CreatedNs));
        Assert.Equal(written.Keys.Select(each => each.CreatedNs), replayed.Keys.Select(each => each.CreatedNs));
        Assert.True(ApiKeyRules.IsSame(written.Keys[0], replayed.Keys[0]));
        Assert.Equal<string>(["127.0.0.1", "::1"], replayed.Keys[0].Addresses);
    }

    [Fact]
    public async Task A_key_that_trades_can_neither_move_money_nor_manage_keys()
    {
        await cluster.DepositAsync("keys-d", 504, 1_000);
        IAccountGrain user = cluster.Client.GetGrain<IAccountGrain>("keys-d");
        await UserAsync("keys-e", 505);
        await user.CreateKey(Host, Key("keys-d", 504, "trade", ApiKeyScopes.Read | ApiKeyScopes.Trade | ApiKeyScopes.CancelOnly));
        await user.CreateKey(Host, Key("keys-d", 504, "withdraw", ApiKeyScopes.Withdraw));
        await user.CreateKey(Host, Key("keys-d", 504, "transfer", ApiKeyScopes.Transfer));
        await user.CreateKey(Host, Key("keys-d", 504, "expired", ApiKeyScopes.Withdraw) with { ExpiresNs = 1 });
        await user.CreateKey(Host, Key("keys-d", 504, "admin", ApiKeyScopes.Admin));
        await user.CreateKey(Host, Key("keys-d", 504, "disabled", ApiKeyScopes.Withdraw));
        await user.DisableKey(Host, "disabled");

        LedgerCommand Move(long to) => new(cluster.NextId(), "USDT", 1_000_000, to);
        foreach (string key in new[] { "trade", "transfer", "expired", "disabled", "admin", "unknown", Host })
        {
            Assert.Equal(ResultCode.Forbidden, (await user.WithdrawByKey(key, Move(0))).Code);
        }

        foreach (string key in new[] { "trade", "withdraw", "unknown", Host })
        {
            Assert.Equal(ResultCode.Forbidden, (await user.TransferByKey(key, Move(505))).Code);
        }

        foreach (string key in new[] { "trade", "withdraw", "transfer", "unknown" })
        {
            Assert.Equal(ResultCode.Forbidden, await user.CreateKey(key, Key("keys-d", 504, "new-" + key, ApiKeyScopes.Read)));
            Assert.Equal(ResultCode.Forbidden, await user.DisableKey(key, "admin"));
        }

        Assert.Equal(ResultCode.Ok, (await user.WithdrawByKey("withdraw", Move(0))).Code);
        Assert.Equal(ResultCode.Ok, (await user.TransferByKey("transfer", Move(505))).Code);
        Assert.Equal(ResultCode.Ok, await user.CreateKey("admin", Key("keys-d", 504, "by-admin", ApiKeyScopes.Read)));
        Assert.Equal(ResultCode.Ok, await user.DisableKey("admin", "withdraw"));
        Assert.Equal(ResultCode.Forbidden, (await user.WithdrawByKey("withdraw", Move(0))).Code);
    }

    [Fact]
    public async Task Malformed_keys_are_refused_and_their_number_is_limited()
    {
        IAccountGrain user = await UserAsync("keys-f", 506);
        ApiKeyRecord good = Key("keys-f", 506, "f", ApiKeyScopes.Read);
        foreach (ApiKeyRecord bad in new[]
        {
            good with { KeyId = "" },
            good with { KeyId = new string('k', 65) },
            good with { Scopes = ApiKeyScopes.None },
            good with { Scopes = (ApiKeyScopes)1_024 },
            good with { Note = new string('n', 65) },
            good with { ExpiresNs = -1 },
            good with { ProtectedSecret = [] },
            good with { ProtectedSecret = [.. new byte[257]] },
            good with { Addresses = [""] },
            good with { Addresses = [.. Enumerable.Repeat("::1", 33)] },
            good with { IsDisabled = true },
        })
        {
            Assert.Equal(ResultCode.InvalidRequest, await user.CreateKey(Host, bad));
        }

        Assert.Empty(await user.GetKeys());
        for (int i = 0; i < ApiKeyRules.MaximumKeys; i++)
        {
            Assert.Equal(ResultCode.Ok, await user.CreateKey(Host, good with { KeyId = $"f-{i}" }));
        }

        Assert.Equal(ResultCode.InvalidRequest, await user.CreateKey(Host, good with { KeyId = "one-more" }));
    }

    private static ApiKeyRecord Key(string user, long account, string id, ApiKeyScopes scopes) =>
        new(id, user, account, scopes, "", 0, [], Sealed, 0, false);

    private async Task<IAccountGrain> UserAsync(string name, long account)
    {
        IAccountGrain user = cluster.Client.GetGrain<IAccountGrain>(name);
        await user.OpenTradingAccount(account);
        return user;
    }
}
