using System.Collections.Immutable;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>
/// Replays a recorded order feed through the matching engine: what enters, changes and leaves as it was recorded, each aggressor as an
/// immediate-or-cancel order of its size and price. Who it hits is the engine's decision, and compared with the recorded fills.
/// </summary>
internal sealed class MboReplay
{
    private readonly ImmutableArray<MboRow> _rows;
    private readonly HashSet<long> _icebergs;
    private readonly MboBook _book;
    private readonly Dictionary<long, MboOrder> _recorded = [];
    private readonly MboFills _fills = new();
    private readonly MboMessages _messages = new();

    private MboReplay(ImmutableArray<MboRow> rows)
    {
        _rows = rows;
        _icebergs = Icebergs(rows);
        _book = new MboBook(rows.Length);
    }

    /// <summary>Replays a feed.</summary>
    public static MboReport Run(MboRecording recording) => new MboReplay(recording.Rows).Replay(recording);

    private static MboOrder OrderOf(in MboRow row) => new(row.Side!.Value, row.PriceUnits, row.Lots);

    // An order with a hidden part is filled for more than it shows, or shows more after it was filled.
    private static HashSet<long> Icebergs(ImmutableArray<MboRow> rows)
    {
        HashSet<long> icebergs = [];
        Dictionary<long, long> shown = [];
        foreach (MboRow row in rows)
        {
            bool isShown = shown.TryGetValue(row.OrderId, out long lots);
            if (row.Action == MboAction.Fill && row.Side is not null && isShown)
            {
                shown[row.OrderId] = lots - row.Lots;
            }
            else if (row.Action is MboAction.Add or MboAction.Modify)
            {
                shown[row.OrderId] = row.Lots;
            }

            if (isShown && (shown[row.OrderId] < 0 || (lots == 0 && row.Action == MboAction.Modify)))
            {
                icebergs.Add(row.OrderId);
            }
        }

        return icebergs;
    }

    private MboReport Replay(MboRecording recording)
    {
        int auction = _rows.TakeWhile(row => row.Action != MboAction.Trade || row.Side is not null).Count();
        MboOpening? opening = auction < _rows.Length ? MboOpening.Of(_rows, auction) : null;
        int at = opening is null ? 0 : auction + 1 + opening.RecordedFills;
        foreach (MboRow row in _rows.Take(at))
        {
            Record(row);
        }

        foreach (AuctionOrder order in opening?.Left ?? [])
        {
            _book.Enter(
                order.OrderId, new MboOrder(order.Side, order.PriceUnits, (uint)order.Lots), EntryRule.GoodTillCancelled);
        }

        while (at < _rows.Length)
        {
            at = _rows[at].Action == MboAction.Trade ? Trade(at) : Event(at);
        }

        return new MboReport(recording, opening, _fills, _messages, MboBookDifference.Between(_recorded, _book.Open));
    }

    // Fills do not change the recorded book: rows behind them do.
    private void Record(in MboRow row)
    {
        if (row.Action == MboAction.Cancel)
        {
            _recorded.Remove(row.OrderId);
        }
        else if (row.Action is MboAction.Add or MboAction.Modify)
        {
            _recorded[row.OrderId] = OrderOf(row);
        }
    }

    private int Trade(int at)
    {
        MboRow trade = _rows[at];
        List<MboFill> recorded = [];
        int end = at + 1;
        for (; end < _rows.Length && _rows[end].Action == MboAction.Fill; end++)
        {
            recorded.Add(new MboFill(_rows[end].OrderId, _rows[end].Lots));
        }

        int ofAggressor = recorded.RemoveAll(fill => fill.OrderId == trade.OrderId);
        List<MboFill> ours = trade.Side is null ? [] : _book.Enter(trade.OrderId, OrderOf(trade), EntryRule.ImmediateOrCancel);
        if (!_fills.Count(recorded, ours, ofAggressor))
        {
            _fills.Count(ClassOf(recorded, ours, trade.TimeNs, end));
        }

        return end;
    }

    private MboDifference ClassOf(List<MboFill> recorded, List<MboFill> ours, long timeNs, int next)
    {
        HashSet<long> filled = [.. recorded.Select(fill => fill.OrderId)];
        HashSet<long> removed = [];
        for (int at = next; at < _rows.Length && _rows[at].TimeNs == timeNs; at++)
        {
            if (_rows[at].Action == MboAction.Cancel && !filled.Contains(_rows[at].OrderId))
            {
                removed.Add(_rows[at].OrderId);
            }
        }

        if (ours.Exists(fill => removed.Contains(fill.OrderId)))
        {
            return MboDifference.SelfMatchPrevention;
        }

        if (recorded.Concat(ours).Any(fill => _icebergs.Contains(fill.OrderId)))
        {
            return MboDifference.Iceberg;
        }

        return recorded.OrderBy(fill => fill.OrderId).SequenceEqual(ours.OrderBy(fill => fill.OrderId))
            ? MboDifference.LostPlace
            : MboDifference.Other;
    }

    // What leaves in an event leaves before what enters in it: the feed names an order first that took others of its owner away.
    private int Event(int at)
    {
        int end = at;
        do
        {
            Record(_rows[end]);
        }
        while (!_rows[end++].EndsEvent && end < _rows.Length && _rows[end].Action != MboAction.Trade);

        foreach (MboRow row in _rows[at..end].Where(row => row.Action == MboAction.Cancel))
        {
            Cancel(row);
        }

        foreach (MboRow row in _rows[at..end])
        {
            if (row.Action == MboAction.Add)
            {
                _messages.Entered++;
                Crossing(_book.Enter(row.OrderId, OrderOf(row), EntryRule.GoodTillCancelled));
            }
            else if (row.Action == MboAction.Modify)
            {
                Modify(row);
            }
        }

        return end;
    }

    private void Cancel(in MboRow row)
    {
        if (_book.Open.ContainsKey(row.OrderId))
        {
            _messages.Cancelled++;
            _book.Cancel(row.OrderId);
        }
        else
        {
            _messages.GoneBefore++;
        }
    }

    private void Modify(in MboRow row)
    {
        MboOrder next = OrderOf(row);
        if (!_book.Open.TryGetValue(row.OrderId, out MboOrder present))
        {
            _messages.Refilled++;
            Crossing(_book.Enter(row.OrderId, next, EntryRule.GoodTillCancelled));
        }
        else if (present == next)
        {
            _messages.Unchanged++;
        }
        else if (present with { Lots = next.Lots } == next && next.Lots < present.Lots)
        {
            _messages.Reduced++;
            _book.Reduce(row.OrderId, next);
        }
        else
        {
            _messages.Replaced++;
            Crossing(_book.Replace(row.OrderId, next));
        }
    }

    private void Crossing(List<MboFill> fills) => _messages.Crossing += fills.Count > 0 ? 1 : 0;
}
