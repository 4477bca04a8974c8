using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Oracles;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The canonical bytes of a market's state: rows and episodes by account, orders in the order of their entry, results in the
/// order in which they will expire. Two engines in the same state write the same bytes.
/// </summary>
internal static partial class SnapshotCodec
{
    internal const byte Version = 4;

    /// <summary>Rows, orders, results and episodes are at most this many each.</summary>
    internal const int MaximumCount = 1 << 28;

    /// <summary>Writes a state.</summary>
    public static void Write(RecordWriter writer, MarketState state)
    {
        writer.WriteByte(Version);
        ParameterCodec.Write(writer, state.Spec);
        ParameterCodec.Write(writer, state.Parameters);
        WriteScalars(writer, state);
        WriteRows(writer, state.Rows);
        WriteOrders(writer, state);
        WriteWaiting(writer, state);
        WriteAuction(writer, state);
        WriteLinks(writer, state);
        WritePegs(writer, state);
        WriteResults(writer, state.Results);
        WriteEpisodes(writer, state);
        WriteOrderTimes(writer, state);
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no snapshot of this version.</exception>
    public static MarketState Read(ReadOnlySpan<byte> snapshot)
    {
        var reader = new RecordReader(snapshot);
        byte version = reader.ReadByte();
        if (version != Version)
        {
            throw new CorruptRecordException(
                $"A market stored in version {version} cannot be read: this program reads version {Version}.");
        }

        MarketSpec spec = ParameterCodec.ReadSpec(ref reader);
        MarketParameters parameters = ParameterCodec.ReadParameters(ref reader);
        if (ParameterRules.Check(spec, parameters) is { } fault)
        {
            throw new CorruptRecordException(fault);
        }

        long sequence = reader.ReadInt64();
        var state = new MarketState(spec, parameters, reader.ReadInt64()) { Sequence = sequence };
        ReadScalars(ref reader, state);
        ReadRows(ref reader, state.Rows);
        ReadOrders(ref reader, state);
        ReadWaiting(ref reader, state);
        ReadAuction(ref reader, state);
        ReadLinks(ref reader, state);
        ReadPegs(ref reader, state);
        ReadResults(ref reader, state.Results);
        ReadEpisodes(ref reader, state);
        ReadOrderTimes(ref reader, state);
        reader.ExpectEnd();
        return state;
    }

    private static void WriteScalars(RecordWriter writer, MarketState state)
    {
        writer.WriteInt64(state.Sequence);
        writer.WriteInt64(state.TimeNs);
        writer.WriteVarInt(state.BindingVersion);
        writer.WriteByte((byte)state.Phase);
        writer.WriteByte((byte)state.TargetPhase);
        writer.WriteVarInt(state.Epoch);
        writer.WriteVarInt(state.IndexUnits);
        writer.WriteVarInt(state.IndexPublishNs);
        writer.WriteByte((byte)state.IndexReason);
        writer.WriteVarInt(state.MarkUnits);
        writer.WriteVarInt(state.Basis.ScaledUnits);
        writer.WriteVarInt(state.BasisTimeNs);
        writer.WriteVarInt(state.LastPriceUnits);
        writer.WriteVarInt(state.PremiumPpmSum);
        writer.WriteVarInt(state.Samples);
        writer.WriteVarInt(state.NextSampleNs);
        writer.WriteVarInt(state.NextFundingNs);
        writer.WriteVarInt(state.FundingIndex);
        writer.WriteVarInt(state.Trades);
        writer.WriteVarInt(state.FundingIntervals);
        writer.WriteVarInt(state.LastQuarantineNs);
        writer.WriteVarInt(state.PreviousQuarantineNs);
    }

    private static void ReadScalars(ref RecordReader reader, MarketState state)
    {
        state.BindingVersion = reader.ReadVarInt();
        state.Phase = (MarketPhase)reader.ReadByte();
        state.TargetPhase = (MarketPhase)reader.ReadByte();
        state.Epoch = reader.ReadVarInt();
        state.IndexUnits = reader.ReadVarInt();
        state.IndexPublishNs = reader.ReadVarInt();
        state.IndexReason = (IndexRejectReason)reader.ReadByte();
        state.MarkUnits = reader.ReadVarInt();
        state.Basis = new BasisAverage(reader.ReadVarInt());
        state.BasisTimeNs = reader.ReadVarInt();
        state.LastPriceUnits = reader.ReadVarInt();
        state.PremiumPpmSum = reader.ReadVarInt();
        state.Samples = reader.ReadVarInt32();
        state.NextSampleNs = reader.ReadVarInt();
        state.NextFundingNs = reader.ReadVarInt();
        state.FundingIndex = reader.ReadVarInt();
        state.Trades = reader.ReadVarInt();
        state.FundingIntervals = reader.ReadVarInt();
        state.LastQuarantineNs = reader.ReadVarInt();
        state.PreviousQuarantineNs = reader.ReadVarInt();
    }

    private static void WriteRows(RecordWriter writer, RowTable rows)
    {
        writer.WriteVarUInt((ulong)rows.Count);
        foreach (int index in rows.IndicesByAccount())
        {
            ref LedgerRow row = ref rows[index];
            writer.WriteVarInt(row.Account);
            writer.WriteVarInt(row.AccountSequence);
            EventCodec.WriteStamp(writer, row.Stamp);
            writer.WriteVarInt(row.SizeLots);
            writer.WriteVarInt(row.QuoteQuanta);
            writer.WriteVarInt(row.CostBasisQuanta);
            writer.WriteVarInt(row.RealisedPnlQuanta);
            writer.WriteVarInt(row.FeesQuanta);
            writer.WriteVarInt(row.FundingQuanta);
            writer.WriteVarInt(row.TransfersQuanta);
            writer.WriteVarInt(row.FundingIndex);
            writer.WriteVarInt(row.OpenBuyLots);
            writer.WriteVarInt(row.OpenSellLots);
            writer.WriteVarInt(row.OpenReduceOnlyLots);
            writer.WriteVarInt(row.OrderReserveQuanta);
            writer.WriteVarInt(row.OpenOrders);
        }
    }

    private static void ReadRows(ref RecordReader reader, RowTable rows)
    {
        int count = reader.ReadCount(MaximumCount);
        for (int read = 0; read < count; read++)
        {
            ref LedgerRow row = ref rows[rows.FindOrAdd(reader.ReadVarInt(), 0)];
            row.AccountSequence = reader.ReadVarInt();
            row.Stamp = EventCodec.ReadStamp(ref reader);
            rows.AddSize(ref row, reader.ReadVarInt());
            rows.AddQuote(ref row, reader.ReadVarInt());
            row.CostBasisQuanta = reader.ReadVarInt();
            row.RealisedPnlQuanta = reader.ReadVarInt();
            row.FeesQuanta = reader.ReadVarInt();
            row.FundingQuanta = reader.ReadVarInt();
            row.TransfersQuanta = reader.ReadVarInt();
            row.FundingIndex = reader.ReadVarInt();
            row.OpenBuyLots = reader.ReadVarInt();
            row.OpenSellLots = reader.ReadVarInt();
            row.OpenReduceOnlyLots = reader.ReadVarInt();
            row.OrderReserveQuanta = reader.ReadVarInt();
            row.OpenOrders = reader.ReadVarInt32();
        }
    }

    private static void WriteOrders(RecordWriter writer, MarketState state)
    {
        long[] ids = state.Book.OrderIdsInEntryOrder();
        writer.WriteVarUInt((ulong)ids.Length);
        foreach (long id in ids)
        {
            int slot = state.Book.FindSlot(id);
            ref readonly OrderNode order = ref state.Book.Node(slot);
            ref RestingTerms terms = ref state.Book.Terms(slot);
            writer.WriteVarInt(order.OrderId);
            writer.WriteVarInt(state.Rows[terms.Owner].Account);
            writer.WriteByte((byte)terms.Side);
            writer.WriteByte((byte)terms.Flags);
            writer.WriteVarInt(order.PriceUnits);
            writer.WriteVarInt(state.LotsOf(slot));
            writer.WriteVarInt(terms.OriginalLots);
            writer.WriteVarInt(terms.ReserveQuanta);
            writer.WriteVarInt(terms.OriginalReserveQuanta);
            WriteExtras(writer, state, terms.Extra);
            WriteResult(writer, state.Results[terms.ResultSlot]);
        }
    }

    private static void ReadOrders(ref RecordReader reader, MarketState state)
    {
        int count = reader.ReadCount(MaximumCount);
        for (int read = 0; read < count; read++)
        {
            long orderId = reader.ReadVarInt();
            var terms = new RestingTerms
            {
                Owner = state.Rows.Find(reader.ReadVarInt()),
                Side = (Side)reader.ReadByte(),
                Flags = (OrderFlags)reader.ReadByte(),
            };
            long priceUnits = reader.ReadVarInt();
            long lots = reader.ReadVarInt();
            terms.OriginalLots = reader.ReadVarInt();
            terms.ReserveQuanta = reader.ReadVarInt();
            terms.OriginalReserveQuanta = reader.ReadVarInt();
            OrderExtras extras = ReadExtras(ref reader, out bool hasExtras);
            terms.ResultSlot = ReadResult(ref reader, state.Results);
            if (terms.Owner == RowTable.None || lots <= extras.HiddenLots)
            {
                throw new CorruptRecordException($"Order {orderId} has no owner or nothing left.");
            }

            state.Restore(orderId, priceUnits, lots, terms, hasExtras, extras);
        }
    }

    private static void WriteResults(RecordWriter writer, ResultStore results)
    {
        writer.WriteVarUInt((ulong)results.DueCount);
        WriteList(writer, results, results.DueHead);
        for (int offset = 0; offset < ResultStore.WheelSeconds; offset++)
        {
            writer.WriteVarUInt((ulong)results.WaitingIn(offset));
            WriteList(writer, results, results.BucketHead(offset));
        }
    }

    private static void WriteList(RecordWriter writer, ResultStore results, int head)
    {
        for (int slot = head; slot != ResultStore.None; slot = results[slot].Next)
        {
            WriteResult(writer, results[slot]);
        }
    }

    private static void ReadResults(ref RecordReader reader, ResultStore results)
    {
        int due = reader.ReadCount(MaximumCount);
        for (int read = 0; read < due; read++)
        {
            results.QueueDue(ReadResult(ref reader, results));
        }

        for (int offset = 0; offset < ResultStore.WheelSeconds; offset++)
        {
            int waiting = reader.ReadCount(MaximumCount);
            for (int read = 0; read < waiting; read++)
            {
                results.QueueAt(ReadResult(ref reader, results), offset);
            }
        }
    }

    private static void WriteResult(RecordWriter writer, in StoredResult stored)
    {
        writer.WriteVarInt(stored.Key.Account);
        EventCodec.WriteId(writer, stored.Key.Id);
        writer.WriteUInt64(stored.BodyHash);
        writer.WriteVarInt(stored.KeepUntilNs);
        EventCodec.WriteResult(writer, stored.Result);
    }

    private static int ReadResult(ref RecordReader reader, ResultStore results)
    {
        var key = new ResultKey(reader.ReadVarInt(), EventCodec.ReadId(ref reader));
        return results.Add(key, reader.ReadUInt64(), reader.ReadVarInt(), EventCodec.ReadResult(ref reader));
    }

    private static void WriteEpisodes(RecordWriter writer, MarketState state)
    {
        long[] accounts = [.. state.Episodes.Keys];
        Array.Sort(accounts);
        writer.WriteVarUInt((ulong)accounts.Length);
        foreach (long account in accounts)
        {
            EventCodec.Write(writer, state.Episodes[account]);
        }
    }

    private static void ReadEpisodes(ref RecordReader reader, MarketState state)
    {
        int count = reader.ReadCount(MaximumCount);
        for (int read = 0; read < count; read++)
        {
            if ((EventKind)reader.ReadByte() != EventKind.EpisodeStep)
            {
                throw new CorruptRecordException("A liquidation step is expected.");
            }

            state.Apply(EventCodec.ReadEpisodeStep(ref reader));
        }
    }
}
