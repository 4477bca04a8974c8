using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Waiting orders by id, which is the order of their entry, and the prices that they have not been compared with yet.</content>
internal static partial class SnapshotCodec
{
    private static void WriteWaiting(RecordWriter writer, MarketState state)
    {
        ConditionalBook waiting = state.Conditionals;
        var slots = new SortedList<long, int>(waiting.Count);
        for (int slot = 1; slot < waiting.Used; slot++)
        {
            if (waiting[slot].OrderId != 0)
            {
                slots.Add(waiting[slot].OrderId, slot);
            }
        }

        writer.WriteVarUInt((ulong)slots.Count);
        foreach (int slot in slots.Values)
        {
            WriteWaiting(writer, state, waiting[slot]);
        }

        for (TriggerPrice source = TriggerPrice.Last; slots.Count > 0 && source <= TriggerPrice.Index; source++)
        {
            WriteSpan(writer, waiting.Fires(source));
            WriteSpan(writer, waiting.Moves(source));
        }
    }

    private static void WriteWaiting(RecordWriter writer, MarketState state, in WaitingOrder order)
    {
        EventCodec.WriteFields(writer, new OrderWaitingEvent(
            order.OrderId,
            state.Rows[order.Owner].Account,
            order.Side,
            order.Type,
            order.TimeInForce,
            order.Flags,
            order.PriceUnits,
            order.WorstPriceUnits,
            order.Lots,
            order.ArmedLots,
            order.ReserveQuanta,
            order.TriggerUnits,
            order.NextMoveUnits,
            order.Instructions));
        writer.WriteVarInt(order.OriginalLots);
        writer.WriteVarInt(order.OriginalReserveQuanta);
        writer.WriteVarInt(order.GoneLots);
        writer.WriteVarInt(order.Trigger.TrailUnits);
        writer.WriteVarInt(order.Trigger.TrailPpm);
        writer.WriteVarInt(order.Version);
        writer.WriteVarInt(order.Place);
        writer.WriteBoolean(order.IsFresh);
        WriteResult(writer, state.Results[order.ResultSlot]);
    }

    private static void ReadWaiting(ref RecordReader reader, MarketState state)
    {
        int count = reader.ReadCount(MaximumCount);
        for (int read = 0; read < count; read++)
        {
            OrderWaitingEvent e = EventCodec.ReadOrderWaiting(ref reader);
            var order = new WaitingOrder
            {
                OrderId = e.OrderId,
                Lots = e.Lots,
                ArmedLots = e.ArmedLots,
                ReserveQuanta = e.ReserveQuanta,
                PriceUnits = e.PriceUnits,
                WorstPriceUnits = e.WorstPriceUnits,
                TriggerUnits = e.TriggerUnits,
                NextMoveUnits = e.NextMoveUnits,
                Instructions = e.Instructions,
                Owner = OwnerOf(state, e),
                Side = e.Side,
                Type = e.Type,
                TimeInForce = e.TimeInForce,
                Flags = e.Flags,
            };
            order.OriginalLots = reader.ReadVarInt();
            order.OriginalReserveQuanta = reader.ReadVarInt();
            order.GoneLots = reader.ReadVarInt();
            order.Trigger = e.Instructions.Trigger with
            {
                PriceUnits = e.Instructions.Trigger.Kind == TriggerKind.TrailingStop ? 0 : e.TriggerUnits,
                TrailUnits = reader.ReadVarInt(),
                TrailPpm = reader.ReadVarInt(),
            };
            order.Version = reader.ReadVarInt();
            order.Place = reader.ReadVarInt();
            bool isFresh = reader.ReadBoolean();
            order.ResultSlot = ReadResult(ref reader, state.Results);
            state.Conditionals.Add(order, isFresh);
        }

        for (TriggerPrice source = TriggerPrice.Last; count > 0 && source <= TriggerPrice.Index; source++)
        {
            ReadSpan(ref reader, ref state.Conditionals.Fires(source));
            ReadSpan(ref reader, ref state.Conditionals.Moves(source));
        }
    }

    private static int OwnerOf(MarketState state, in OrderWaitingEvent e)
    {
        int owner = state.Rows.Find(e.Account);
        return owner != RowTable.None ? owner : throw new CorruptRecordException($"Order {e.OrderId} has no owner.");
    }

    private static void WriteSpan(RecordWriter writer, in PriceSpan span)
    {
        writer.WriteVarInt(span.LowUnits);
        writer.WriteVarInt(span.HighUnits);
    }

    private static void ReadSpan(ref RecordReader reader, ref PriceSpan span)
    {
        span.LowUnits = reader.ReadVarInt();
        span.HighUnits = reader.ReadVarInt();
    }
}
