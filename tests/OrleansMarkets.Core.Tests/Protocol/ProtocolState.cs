using System.Text;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Protocol;

/// <summary>
/// One state of the small model of the submit protocol: an account (the real call ledgers), two books, and a network that loses, repeats
/// and reorders. Every transition makes a new state.
/// </summary>
internal sealed class ProtocolState
{
    public const int Books = 2;

    /// <summary>Lots that the account's equity allows over both books.</summary>
    public const long AllowedLots = 4;

    private static readonly (int Book, long Lots)[] Orders = [(0, 2), (0, 2), (1, 3)];

    private readonly Fault _fault;
    private readonly CallLedger[] _ledgers;
    private readonly ClearingRow[] _books;
    private readonly List<Call> _calls;
    private readonly List<Answer> _answers;
    private readonly long[] _carelessLots;
    private long _epoch;
    private int _sent;
    private int _crashes;
    private int _losses;
    private int _repeats;

    public ProtocolState(Fault fault)
    {
        _fault = fault;
        _epoch = 1;
        _crashes = 1;
        _losses = 1;
        _repeats = 1;
        _ledgers = [new CallLedger(_epoch), new CallLedger(_epoch)];
        _books = new ClearingRow[Books];
        _calls = [];
        _answers = [];
        _carelessLots = new long[Books];
        for (int book = 0; book < Books; book++)
        {
            _books[book] = new ClearingRow { Account = 7, AccountSequence = 1, Stamp = _ledgers[book].Call() };
            _ledgers[book].Settle(_books[book]);
        }
    }

    private ProtocolState(ProtocolState other)
    {
        _fault = other._fault;
        _epoch = other._epoch;
        _sent = other._sent;
        _crashes = other._crashes;
        _losses = other._losses;
        _repeats = other._repeats;
        _ledgers = [.. other._ledgers.Select(ledger => ledger.Copy())];
        _books = [.. other._books];
        _calls = [.. other._calls];
        _answers = [.. other._answers];
        _carelessLots = [.. other._carelessLots];
    }

    /// <summary>Lots in the books and in calls that may still execute.</summary>
    public long RealLots
    {
        get
        {
            long lots = _books.Sum(row => row.OpenBuyLots);
            foreach (Call call in _calls.Distinct())
            {
                bool mayExecute = call.Stamp > _books[call.Book].Stamp || _fault == Fault.BookAcceptsSupersededCalls;
                lots += mayExecute ? call.Lots : 0;
            }

            return lots;
        }
    }

    /// <summary>Lots that the account counts: rows and reservations.</summary>
    public long CountedLots => _ledgers.Sum(ledger => ledger.Row.OpenBuyLots)
        + (_fault == Fault.ReleaseOnAccountSequence ? _carelessLots.Sum() : _ledgers.Sum(ledger => ledger.PendingBuyLots));

    /// <summary>Whether the account may take new risk.</summary>
    public bool IsTouched => _ledgers.All(ledger => ledger.IsTouched);

    /// <summary>Whether nothing is under way.</summary>
    public bool IsQuiet => _calls.Count == 0 && _answers.Count == 0;

    /// <summary>Calls whose outcome the account does not know.</summary>
    public int Unsettled => _ledgers.Sum(ledger => ledger.Unsettled);

    /// <summary>Whether no message was lost.</summary>
    public bool IsLossless => _losses == 1;

    public IEnumerable<(string Name, ProtocolState Next)> Transitions()
    {
        for (int order = 0; order < Orders.Length; order++)
        {
            // Orders 0 and 1 are alike: one order of sending them stands for both.
            bool isNext = (_sent & (1 << order)) == 0 && (order != 1 || (_sent & 1) != 0);
            if (isNext && MaySend(Orders[order].Lots))
            {
                int number = order;
                yield return ($"send {order}", With(next => next.Send(number)));
            }
        }

        foreach (Call call in _calls.Distinct())
        {
            string name = $"{call.Book}/{call.Stamp.Epoch}.{call.Stamp.Number}";
            yield return ($"execute {name}", With(next => next.Deliver(call, keep: false, isAccepted: true)));
            yield return ($"reject {name}", With(next => next.Deliver(call, keep: false, isAccepted: false)));
            if (_repeats > 0)
            {
                yield return ($"repeat {name}", With(next => next.Deliver(call, keep: true, isAccepted: true)));
            }

            if (_losses > 0)
            {
                yield return ($"lose {name}", With(next => next.Lose(() => next._calls.Remove(call))));
            }
        }

        foreach (Answer answer in _answers.Distinct())
        {
            string name = $"{answer.Book}/{answer.Row.AccountSequence}";
            yield return ($"answer {name}", With(next => next.Receive(answer, keep: false)));
            if (_repeats > 0)
            {
                yield return ($"repeat answer {name}", With(next => next.Receive(answer, keep: true)));
            }

            if (_losses > 0)
            {
                yield return ($"lose answer {name}", With(next => next.Lose(() => next._answers.Remove(answer))));
            }
        }

        if (_crashes > 0)
        {
            yield return ("crash", With(next => next.Crash()));
        }

        for (int book = 0; book < Books; book++)
        {
            int untouched = book;
            if (NeedsTouch(book))
            {
                yield return ($"touch {book}", With(next => next.Touch(untouched)));
            }
        }
    }

    /// <summary>Everything that decides the future, in a canonical form: small numbers as characters, messages in order.</summary>
    public string Key()
    {
        var key = new StringBuilder();
        Append(key, _epoch, _sent, _crashes, _losses, _repeats);
        for (int book = 0; book < Books; book++)
        {
            CallLedger ledger = _ledgers[book];
            Append(key, _books[book]);
            Append(key, ledger.Row);
            Append(key, ledger.HasRow ? 1 : 0, ledger.Unsettled, ledger.PendingBuyLots, ledger.LastNumber, _carelessLots[book]);
        }

        Append(key, _calls.Count);
        foreach (Call call in _calls.OrderBy(call => call.Book).ThenBy(call => call.Stamp))
        {
            Append(key, call.Book, call.Stamp.Epoch, call.Stamp.Number, call.Lots);
        }

        foreach (Answer answer in _answers.OrderBy(answer => answer.Book).ThenBy(answer => answer.Row.AccountSequence))
        {
            Append(Append(key, answer.Book), answer.Row);
        }

        return key.ToString();
    }

    private static StringBuilder Append(StringBuilder text, in ClearingRow row) =>
        Append(text, row.AccountSequence, row.Stamp.Epoch, row.Stamp.Number, row.OpenBuyLots);

    private static StringBuilder Append(StringBuilder text, params ReadOnlySpan<long> numbers)
    {
        foreach (long number in numbers)
        {
            text.Append((char)number);
        }

        return text;
    }

    private ProtocolState With(Action<ProtocolState> change)
    {
        var next = new ProtocolState(this);
        change(next);
        return next;
    }

    private bool MaySend(long lots) =>
        (IsTouched || (_fault == Fault.NewRiskBeforeTouch && _ledgers.All(ledger => ledger.HasRow))) && CountedLots + lots <= AllowedLots;

    private bool NeedsTouch(int book) =>
        !_ledgers[book].IsTouched
        && !_calls.Any(call => call.Book == book && call.Stamp.Epoch == _epoch)
        && !_answers.Any(answer => answer.Book == book && answer.Row.Stamp.Epoch == _epoch);

    private void Send(int order)
    {
        (int book, long lots) = Orders[order];
        _sent |= 1 << order;
        CallStamp stamp = _ledgers[book].Reserve(new OrderTerms(Side.Buy, lots, 1, false), 0);
        _calls.Add(new Call(book, stamp, lots));
        _carelessLots[book] += lots;
    }

    private void Touch(int book) => _calls.Add(new Call(book, _ledgers[book].Call(), 0));

    private void Deliver(Call call, bool keep, bool isAccepted)
    {
        _repeats -= keep ? 1 : 0;
        if (!keep)
        {
            _calls.Remove(call);
        }

        ClearingRow row = _books[call.Book];
        bool isFresh = call.Stamp > row.Stamp || (_fault == Fault.BookAcceptsSupersededCalls && call.Lots > 0);
        if (isFresh)
        {
            _books[call.Book] = row with
            {
                AccountSequence = row.AccountSequence + 1,
                Stamp = call.Stamp > row.Stamp ? call.Stamp : row.Stamp,
                OpenBuyLots = row.OpenBuyLots + (isAccepted ? call.Lots : 0),
            };
        }

        _answers.Add(new Answer(call.Book, _books[call.Book]));
    }

    private void Receive(Answer answer, bool keep)
    {
        _repeats -= keep ? 1 : 0;
        if (!keep)
        {
            _answers.Remove(answer);
        }

        bool isNewer = _ledgers[answer.Book].Settle(answer.Row);
        _carelessLots[answer.Book] = isNewer ? 0 : _carelessLots[answer.Book];
    }

    private void Lose(Action remove)
    {
        _losses--;
        remove();
    }

    // The account's memory is gone; what it sent is still under way. The rows that a new activation reads first are of the old epoch.
    private void Crash()
    {
        _crashes--;
        _epoch++;
        for (int book = 0; book < Books; book++)
        {
            _ledgers[book] = new CallLedger(_epoch);
            _carelessLots[book] = 0;
            _answers.Add(new Answer(book, _books[book]));
            Touch(book);
        }
    }

    private readonly record struct Call(int Book, CallStamp Stamp, long Lots);

    private readonly record struct Answer(int Book, ClearingRow Row);
}
