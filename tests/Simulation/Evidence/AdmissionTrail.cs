using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>What the account grains can have known of one market when they admitted orders, and the orders that the market took.</summary>
internal sealed class AdmissionTrail
{
    private readonly Dictionary<long, List<(long TimeNs, ClearingRow Row)>> _rows = [];
    private readonly Dictionary<long, SubmitCommand> _orders = [];
    private readonly Dictionary<long, long> _prices = [];

    /// <summary>
    /// Accepted submits, and when. An amendment that gives up its place is one too, under the order's new terms; it replaces the old ones.
    /// </summary>
    public List<(long TimeNs, SubmitCommand Command, SubmitCommand? Replaced)> Orders { get; } = [];

    /// <summary>Marks: when they were recorded, when their index was published, and the price.</summary>
    public List<(long TimeNs, long PublishedNs, long MarkUnits)> Marks { get; } = [];

    /// <summary>Values of the cumulative funding index, and since when.</summary>
    public List<(long TimeNs, long Index)> FundingIndices { get; } = [];

    /// <summary>The images of an account's row, one for each step that changed it.</summary>
    public IReadOnlyList<(long TimeNs, ClearingRow Row)> RowsOf(long account) => _rows.GetValueOrDefault(account) ?? [];

    /// <summary>Takes a record that the engine has just folded.</summary>
    public void Take(MarketRecord record, MarketEngine engine)
    {
        long timeNs = record.Header.TimeNs;
        if (Marks.Count == 0 || Marks[^1].PublishedNs != engine.IndexPublishNs || Marks[^1].MarkUnits != engine.MarkUnits)
        {
            Marks.Add((timeNs, engine.IndexPublishNs, engine.MarkUnits));
        }

        if (FundingIndices.Count == 0 || FundingIndices[^1].Index != engine.FundingIndex)
        {
            FundingIndices.Add((timeNs, engine.FundingIndex));
        }

        foreach (long account in engine.TouchedAccounts)
        {
            if (!_rows.TryGetValue(account, out List<(long, ClearingRow)>? images))
            {
                images = [];
                _rows.Add(account, images);
            }

            images.Add((timeNs, engine.ReadRow(account)));
        }

        if (record.Header.Command == CommandKind.Submit)
        {
            TakeSubmit(record, timeNs);
        }
        else if (record.Header.Command == CommandKind.Amend)
        {
            TakeAmendment(record, timeNs);
        }

        NotePrices(record);
    }

    private void NotePrices(MarketRecord record)
    {
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.OrderRested && record.ReadOrderRested() is var rested)
            {
                _prices[rested.OrderId] = rested.PriceUnits;
            }
        }
    }

    private void TakeAmendment(MarketRecord record, long timeNs)
    {
        AmendCommand command = record.ReadAmend();
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.WaitingAmended)
            {
                TakeWaiting(record.ReadWaitingAmended(), command, timeNs);
            }
            else if (kind == EventKind.OrderAmended
                && record.ReadOrderAmended() is { KeepsPlace: false } amended
                && _orders.TryGetValue(amended.OrderId, out SubmitCommand before))
            {
                SubmitCommand after = before with
                {
                    Stamp = command.Stamp,
                    DeadlineNs = command.DeadlineNs,
                    Type = OrderType.Limit,

                    // What it asks for, or where it rested: one that slides rests elsewhere.
                    PriceUnits = command.PriceUnits == 0 ? _prices[amended.OrderId] : command.PriceUnits,
                    Lots = amended.Lots,
                    ReserveQuanta = amended.ReserveQuanta,
                };
                _orders[amended.OrderId] = after;
                Orders.Add((timeNs, after, before));
            }
        }
    }

    private void TakeWaiting(in WaitingAmendedEvent amended, in AmendCommand command, long timeNs)
    {
        if (amended.KeepsPlace || !_orders.TryGetValue(amended.OrderId, out SubmitCommand before))
        {
            return;
        }

        SubmitCommand after = before with
        {
            Stamp = command.Stamp,
            DeadlineNs = command.DeadlineNs,
            PriceUnits = amended.PriceUnits,
            WorstPriceUnits = amended.WorstPriceUnits,
            Lots = before.Lots == 0 ? 0 : amended.Lots,
            ReserveQuanta = amended.ReserveQuanta,
        };
        _orders[amended.OrderId] = after;
        Orders.Add((timeNs, after, before));
    }

    private void TakeSubmit(MarketRecord record, long timeNs)
    {
        SubmitCommand command = record.ReadSubmit();
        while (record.NextEvent() is { } kind)
        {
            if (kind != EventKind.ResultStored)
            {
                continue;
            }

            ResultStoredEvent stored = record.ReadResultStored();
            if (stored.Account == command.Account && stored.Id == command.Id && stored.Result.Code == ResultCode.Ok)
            {
                Orders.Add((timeNs, command, null));
                _orders[stored.Result.OrderId] = command;
            }
        }
    }
}
