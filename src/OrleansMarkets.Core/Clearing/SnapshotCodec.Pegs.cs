using OrleansMarkets.Core.Clearing.Pegs;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Queues of pegged orders, in their order.</content>
internal static partial class SnapshotCodec
{
    private static void WritePegs(RecordWriter writer, MarketState state)
    {
        for (int queue = 0; queue < PegBook.Queues; queue++)
        {
            PegQueue present = state.Pegs.Queue(queue);
            writer.WriteVarInt(present.TargetUnits);
            writer.WriteVarInt(present.StoppedUnits);
            writer.WriteVarUInt((ulong)present.Count);
            for (int place = present.Head; place != PegBook.None; place = state.Pegs.Entry(place).Next)
            {
                PegEntry entry = state.Pegs.Entry(place);
                writer.WriteVarInt(entry.OrderId);
                writer.WriteVarInt(entry.OffsetUnits);
                writer.WriteVarInt(entry.WorstUnits);
                writer.WriteBoolean(entry.Round == present.Round);
            }
        }
    }

    private static void ReadPegs(ref RecordReader reader, MarketState state)
    {
        for (int queue = 0; queue < PegBook.Queues; queue++)
        {
            state.Pegs.Queue(queue).TargetUnits = reader.ReadVarInt();
            state.Pegs.Queue(queue).StoppedUnits = reader.ReadVarInt();
            int orders = reader.ReadCount(MaximumCount);
            for (int read = 0; read < orders; read++)
            {
                var entry = new PegEntry
                {
                    OrderId = reader.ReadVarInt(),
                    OffsetUnits = reader.ReadVarInt(),
                    WorstUnits = reader.ReadVarInt(),
                    Queue = queue,
                };
                int slot = state.Book.FindSlot(entry.OrderId);
                if (slot == LimitOrderBook.None)
                {
                    throw new CorruptRecordException($"Pegged order {entry.OrderId} does not rest.");
                }

                state.Book.Terms(slot).IsPegged = true;
                state.Pegs.Add(entry, state.Book.Node(slot).PriceUnits, reader.ReadBoolean());
            }
        }
    }
}
