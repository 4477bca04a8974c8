using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing;

internal static partial class SnapshotCodec
{
    private static void WriteExtras(RecordWriter writer, MarketState state, int place)
    {
        writer.WriteBoolean(place != OrderExtrasTable.None);
        if (place != OrderExtrasTable.None)
        {
            ref OrderExtras extras = ref state.Extras[place];
            writer.WriteVarInt(extras.HiddenLots);
            writer.WriteVarInt(extras.GoneLots);
            writer.WriteVarInt(extras.AmendedSequence);
            InstructionsCodec.Write(writer, extras.Instructions);
        }
    }

    private static OrderExtras ReadExtras(ref RecordReader reader, out bool hasExtras)
    {
        hasExtras = reader.ReadBoolean();
        return !hasExtras
            ? default
            : new OrderExtras
            {
                HiddenLots = reader.ReadVarInt(),
                GoneLots = reader.ReadVarInt(),
                AmendedSequence = reader.ReadVarInt(),
                Instructions = InstructionsCodec.Read(ref reader),
            };
    }

    // Cancel timers by account, and the rows whose reduce-only orders wait to be cut, in their order.
    private static void WriteOrderTimes(RecordWriter writer, MarketState state)
    {
        var timers = new (long Account, CancelTimerKind Kind, long AtNs)[state.CancelTimers.Count];
        for (int place = 0; place < timers.Length; place++)
        {
            int timer = state.CancelTimers[place];
            (int index, CancelTimerKind kind) = MarketState.OwnerOf(timer);
            timers[place] = (state.Rows[index].Account, kind, state.CancelTimers.TimeOf(timer));
        }

        Array.Sort(timers);
        writer.WriteVarUInt((ulong)timers.Length);
        foreach ((long account, CancelTimerKind kind, long atNs) in timers)
        {
            writer.WriteVarInt(account);
            writer.WriteByte((byte)kind);
            writer.WriteVarInt(atNs);
        }

        writer.WriteVarUInt((ulong)state.Overfull.Count);
        foreach (int index in state.Overfull)
        {
            writer.WriteVarInt(state.Rows[index].Account);
        }
    }

    private static void ReadOrderTimes(ref RecordReader reader, MarketState state)
    {
        int timers = reader.ReadCount(MaximumCount);
        for (int read = 0; read < timers; read++)
        {
            long account = KnownAccount(state, reader.ReadVarInt());
            var kind = (CancelTimerKind)reader.ReadByte();
            if (kind > CancelTimerKind.Disconnect)
            {
                throw new CorruptRecordException($"{(byte)kind} is no kind of timer.");
            }

            state.Apply(new CancelTimerSetEvent(account, reader.ReadVarInt(), kind));
        }

        int overfull = reader.ReadCount(MaximumCount);
        for (int read = 0; read < overfull; read++)
        {
            state.QueueOverfull(state.Rows.Find(KnownAccount(state, reader.ReadVarInt())));
        }
    }

    private static long KnownAccount(MarketState state, long account) =>
        state.Rows.Find(account) != RowTable.None
            ? account
            : throw new CorruptRecordException($"Account {account} has no row.");
}
