using System.Buffers.Text;
using System.Security.Cryptography;
using Orleans;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Gateway.Access;

/// <summary>Opens trading accounts, makes keys and books deposits: for the host, and for operators through the gateway.</summary>
public sealed class AccountOffice
{
    private const long DirectoryKey = 0;
    private const int SecretBytes = 32;
    private const int MaximumUserLength = 64;

    private readonly IGrainFactory _grains;
    private readonly KeyIds _ids;
    private readonly SecretSeal _seal;

    internal AccountOffice(IGrainFactory grains, KeyIds ids, SecretSeal seal) => (_grains, _ids, _seal) = (grains, ids, seal);

    /// <summary>Opens a new trading account of a user and makes a key to it.</summary>
    /// <param name="user">The user: 1 to 64 printable ASCII characters.</param>
    /// <param name="scopes">What the key may do.</param>
    /// <param name="cancellation">Gives up waiting; the account may be opened nevertheless, and nobody will have its key.</param>
    /// <exception cref="ArgumentException">The user's name is malformed.</exception>
    /// <exception cref="InvalidOperationException">The user has as many accounts or keys as there may be.</exception>
    public async Task<OpenedAccount> OpenAsync(string user, ApiKeyScopes scopes, CancellationToken cancellation)
    {
        if (!IsUserName(user))
        {
            throw new ArgumentException($"A user's name is 1 to {MaximumUserLength} printable ASCII characters.", nameof(user));
        }

        long account = await _grains.GetGrain<IAccountDirectoryGrain>(DirectoryKey).Allocate().WaitAsync(cancellation);
        UserProfile profile = await _grains.GetGrain<IAccountGrain>(user).OpenTradingAccount(account).WaitAsync(cancellation);
        if (!profile.TradingAccounts.Contains(account))
        {
            throw new InvalidOperationException("The user cannot have another trading account.");
        }

        return await MakeKeyAsync(user, account, scopes, cancellation);
    }

    /// <summary>Makes another key to an account of a user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="account">An account of the user.</param>
    /// <param name="scopes">What the key may do.</param>
    /// <param name="cancellation">Gives up waiting; the key may be made nevertheless, and nobody will have its secret.</param>
    /// <exception cref="InvalidOperationException">The account is not the user's, or there are as many keys as there may be.</exception>
    public async Task<OpenedAccount> MakeKeyAsync(string user, long account, ApiKeyScopes scopes, CancellationToken cancellation)
    {
        string keyId = _ids.New();
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        ApiKeyRecord record = new(
            keyId, user, account, scopes, Note: string.Empty, ExpiresNs: 0, Addresses: [], _seal.Seal(keyId, secret), CreatedNs: 0, false);
        ResultCode code = await _grains.GetGrain<IAccountGrain>(user).CreateKey(string.Empty, record).WaitAsync(cancellation);
        return code == ResultCode.Ok
            ? new OpenedAccount(user, account, keyId, secret)
            : throw new InvalidOperationException($"The key could not be made: {code}.");
    }

    /// <summary>Disables a key of a user: every gateway refuses it within a second.</summary>
    /// <param name="user">The user.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Ok; InvalidRequest when the user has no such key.</returns>
    public Task<ResultCode> DisableKeyAsync(string user, string keyId, CancellationToken cancellation) =>
        _grains.GetGrain<IAccountGrain>(user).DisableKey(string.Empty, keyId).WaitAsync(cancellation);

    /// <summary>Credits a deposit; said after it is durable. The same id again repeats the answer, not the effect.</summary>
    /// <param name="account">The account.</param>
    /// <param name="id">Names the deposit within the account.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="amountQuanta">Amount, above zero.</param>
    /// <param name="cancellation">Gives up waiting; the deposit may be booked nevertheless.</param>
    public Task<LedgerResult> DepositAsync(
        long account, CommandKey id, string asset, long amountQuanta, CancellationToken cancellation) =>
        _grains.GetGrain<ICrossMarginGrain>(account)
            .Deposit(new LedgerCommand(id, asset, amountQuanta, Counterparty: 0))
            .WaitAsync(cancellation);

    internal static bool IsUserName(string user) =>
        user.Length is > 0 and <= MaximumUserLength && user.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
