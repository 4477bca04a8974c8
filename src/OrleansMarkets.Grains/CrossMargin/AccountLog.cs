using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Grains.Journaling;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>Rebuilds an account from its log; also how a keeper reads a ledger without waking the account.</summary>
/// <param name="account">The account's number.</param>
internal sealed class AccountLog(long account) : IReplayTarget
{
    /// <summary>Prefix of the streams of all accounts.</summary>
    public const string StreamPrefix = "account/";

    /// <summary>The state so far.</summary>
    public AccountState State { get; private set; } = new(account);

    /// <summary>The stream of an account.</summary>
    public static string StreamOf(long account) => FormattableString.Invariant($"{StreamPrefix}{account}");

    /// <inheritdoc/>
    public void LoadSnapshot(ReadOnlySpan<byte> snapshot) => State = AccountState.ReadSnapshot(snapshot);

    /// <inheritdoc/>
    public void Fold(long sequence, ReadOnlySpan<byte> record) => State.Fold(record);
}
