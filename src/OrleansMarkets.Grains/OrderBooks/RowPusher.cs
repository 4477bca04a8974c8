using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Grains.Messaging;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// Brings committed rows to their accounts: the latest of each touched account, repeated until acknowledged, conflated while one is in
/// flight. Rows staged by steps leave only when their batch is durable.
/// </summary>
/// <param name="send">Sends a row to its account's cross-margin grain.</param>
/// <param name="clock">Clock of the repeats.</param>
internal sealed class RowPusher(Func<RowPush, Task> send, TimeProvider clock)
{
    private readonly SortedDictionary<long, ConflatedSender<RowPush>> _senders = [];

    /// <summary>Takes rows that are durable now.</summary>
    public void Release(List<RowPush> rows)
    {
        foreach (RowPush row in rows)
        {
            Sender(row.Row.Account).Offer(row);
        }
    }

    /// <summary>Accounts whose latest row is not acknowledged, in order: part of a snapshot, because their pushes die with the process.</summary>
    public List<long> Unacknowledged()
    {
        List<long> accounts = [];
        foreach ((long account, ConflatedSender<RowPush> sender) in _senders)
        {
            if (!sender.IsAcknowledged)
            {
                accounts.Add(account);
            }
        }

        return accounts;
    }

    /// <summary>Ends the repeats.</summary>
    public void Stop()
    {
        foreach (ConflatedSender<RowPush> sender in _senders.Values)
        {
            sender.Stop();
        }
    }

    private ConflatedSender<RowPush> Sender(long account)
    {
        if (!_senders.TryGetValue(account, out ConflatedSender<RowPush>? sender))
        {
            sender = new ConflatedSender<RowPush>(send, clock, RetryDelays.Default);
            _senders.Add(account, sender);
        }

        return sender;
    }
}
