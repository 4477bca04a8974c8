using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// What a book tells others after its commits. Rows travel to their accounts as state: the latest of each, repeated until acknowledged,
/// conflated while one is in flight. Prices travel to the board the same way. Nothing leaves before its batch is durable.
/// </summary>
internal sealed class CommitOutbox
{
    private readonly Func<long, Func<RowPush, Task>> _pushTo;
    private readonly BackgroundCalls _background;
    private readonly TimeProvider _clock;
    private readonly SortedDictionary<long, ConflatedSender<RowPush>> _accounts = [];
    private readonly ConflatedSender<PriceNews> _board;
    private readonly List<StagedBatch> _waiting = [];
    private PriceNews _reported;
    private bool _stopped;

    /// <summary>Makes an outbox.</summary>
    /// <param name="pushTo">Gives for an account what sends its rows to its cross-margin grain.</param>
    /// <param name="report">Sends a price to the board.</param>
    /// <param name="background">Says whether the silo still lets messages go.</param>
    /// <param name="clock">Clock of ages and of pauses between repeats.</param>
    public CommitOutbox(
        Func<long, Func<RowPush, Task>> pushTo, Func<MarketPrice, Task> report, BackgroundCalls background, TimeProvider clock)
    {
        _pushTo = pushTo;
        _background = background;
        _clock = clock;
        _board = new ConflatedSender<PriceNews>(
            news => report(news.Price with { AgeNs = Math.Max(0, clock.NowNs() - news.IndexPublishedNs) }),
            background,
            clock,
            RetryDelays.Default);
    }

    /// <summary>The staged batch of a ticket; the steps of one batch share one.</summary>
    /// <param name="ticket">Ticket of the step's record.</param>
    /// <param name="price">The market's price after the step.</param>
    public StagedBatch Open(Task ticket, in PriceNews price)
    {
        StagedBatch? last = _waiting.Count > 0 ? _waiting[^1] : null;
        if (last is null || last.Ticket != ticket)
        {
            last = new StagedBatch(ticket);
            _waiting.Add(last);
        }

        last.Price = price;
        return last;
    }

    /// <summary>Releases a batch as soon as its ticket allows.</summary>
    public void ReleaseWhenDurable(StagedBatch batch)
    {
        if (!batch.IsAwaited)
        {
            batch.IsAwaited = true;
            _ = Release(batch);
        }
    }

    /// <summary>
    /// Accounts whose latest row may not have arrived, in order: part of a snapshot, because their pushes die with the process.
    /// </summary>
    public SortedSet<long> Unacknowledged()
    {
        SortedSet<long> accounts = [];
        foreach ((long account, ConflatedSender<RowPush> sender) in _accounts)
        {
            if (!sender.IsAcknowledged)
            {
                accounts.Add(account);
            }
        }

        foreach (StagedBatch batch in _waiting)
        {
            foreach (RowPush row in batch.Rows)
            {
                accounts.Add(row.Row.Account);
            }
        }

        return accounts;
    }

    /// <summary>Ends all repeats: the activation is going away, and the next one pushes what matters.</summary>
    public void Stop()
    {
        _stopped = true;
        _board.Stop();
        foreach (ConflatedSender<RowPush> sender in _accounts.Values)
        {
            sender.Stop();
        }
    }

    private async Task Release(StagedBatch batch)
    {
        try
        {
            await batch.Ticket;
        }
        catch (JournalException)
        {
            // The log stopped: this activation may say nothing any more.
            return;
        }

        _waiting.Remove(batch);
        if (_stopped)
        {
            return;
        }

        foreach (RowPush row in batch.Rows)
        {
            Account(row.Row.Account).Offer(row);
        }

        if (IsNews(batch.Price))
        {
            _reported = batch.Price;
            _board.Offer(batch.Price);
        }
    }

    private bool IsNews(in PriceNews price) =>
        (price with { Price = price.Price with { Sequence = 0 } }) != (_reported with { Price = _reported.Price with { Sequence = 0 } });

    private ConflatedSender<RowPush> Account(long account)
    {
        if (!_accounts.TryGetValue(account, out ConflatedSender<RowPush>? sender))
        {
            sender = new ConflatedSender<RowPush>(_pushTo(account), _background, _clock, RetryDelays.Default);
            _accounts.Add(account, sender);
        }

        return sender;
    }
}
