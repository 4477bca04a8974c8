using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>The auction that is called, and the orders that wait for it or for their time.</content>
internal static partial class SnapshotCodec
{
    private static void WriteAuction(RecordWriter writer, MarketState state)
    {
        AuctionState auction = state.Auction;
        writer.WriteBoolean(auction.IsPending);
        writer.WriteVarInt(auction.DueNs);
        writer.WriteByte((byte)auction.After);
        writer.WriteBoolean(auction.IsHeld);
        writer.WriteVarInt(auction.PriceUnits);
        writer.WriteVarInt(auction.NextIndicationNs);
        EventCodec.Write(writer, auction.Indication);
        writer.WriteVarInt(state.UntradedInterruptions);
        long[] immediate = [.. auction.Immediate.Where(id => state.Book.FindSlot(id) != LimitOrderBook.None)];
        writer.WriteVarUInt((ulong)immediate.Length);
        foreach (long id in immediate)
        {
            writer.WriteVarInt(id);
        }

        OrderDelayedEvent[] delayed = [.. auction.Delayed.Where(order => IsWaiting(state, order.OrderId))];
        writer.WriteVarUInt((ulong)delayed.Length);
        foreach (OrderDelayedEvent order in delayed)
        {
            writer.WriteVarInt(order.OrderId);
            writer.WriteVarInt(order.DueNs);
        }
    }

    private static void ReadAuction(ref RecordReader reader, MarketState state)
    {
        AuctionState auction = state.Auction;
        auction.IsPending = reader.ReadBoolean();
        auction.DueNs = reader.ReadVarInt();
        auction.After = (MarketPhase)reader.ReadByte();
        auction.IsHeld = reader.ReadBoolean();
        auction.PriceUnits = reader.ReadVarInt();
        auction.NextIndicationNs = reader.ReadVarInt();
        auction.Indication = EventCodec.ReadAuctionPrice(ref reader);
        state.UntradedInterruptions = reader.ReadVarInt32();
        int immediate = reader.ReadCount(MaximumCount);
        for (int read = 0; read < immediate; read++)
        {
            auction.Immediate.Enqueue(reader.ReadVarInt());
        }

        int delayed = reader.ReadCount(MaximumCount);
        for (int read = 0; read < delayed; read++)
        {
            auction.Delay(EventCodec.ReadOrderDelayed(ref reader));
        }
    }

    private static bool IsWaiting(MarketState state, long orderId) => state.Conditionals.FindSlot(orderId) != ConditionalBook.None;
}
