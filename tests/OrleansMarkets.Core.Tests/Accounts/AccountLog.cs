using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Tests.Accounts;

/// <summary>An account with its log, as a shell would keep them.</summary>
internal sealed class AccountLog(long account)
{
    private readonly RecordWriter _writer = new();

    public AccountState State { get; private set; } = new(account);

    public List<byte[]> Records { get; } = [];

    public long NowNs { get; set; } = 1_000;

    public AccountOutcome Execute(AccountCommand command)
    {
        _writer.Clear();
        AccountOutcome outcome = State.Execute(command, NowNs, _writer);
        Assert.Equal(outcome.HasRecord, _writer.Length > 0);
        if (outcome.HasRecord)
        {
            Records.Add(_writer.Written.ToArray());
        }

        return outcome;
    }

    public AccountState Replay()
    {
        var replayed = new AccountState(State.Account);
        foreach (byte[] record in Records)
        {
            replayed.Fold(record);
        }

        return replayed;
    }

    public void Restart() => State = Replay();
}
