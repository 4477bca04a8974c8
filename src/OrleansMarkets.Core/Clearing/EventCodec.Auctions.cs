using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of auctions.</content>
internal static partial class EventCodec
{
    public static void Write(RecordWriter writer, in AuctionTradeEvent e)
    {
        FieldWriter fields = writer.Fields(17);
        fields.WriteByte((byte)EventKind.AuctionTrade);
        WriteFields(ref fields, e.Trade);
        fields.WriteVarInt(e.TakerReserveReleasedQuanta);
        writer.End(fields.Length);
    }

    public static AuctionTradeEvent ReadAuctionTrade(ref RecordReader reader) => new(ReadTrade(ref reader), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in AuctionCalledEvent e)
    {
        writer.WriteByte((byte)EventKind.AuctionCalled);
        writer.WriteVarInt(e.DueNs);
        writer.WriteByte((byte)e.After);
        writer.WriteVarInt(e.NextIndicationNs);
        writer.WriteVarInt(e.UntradedInterruptions);
    }

    public static AuctionCalledEvent ReadAuctionCalled(ref RecordReader reader) =>
        new(reader.ReadVarInt(), (MarketPhase)reader.ReadByte(), reader.ReadVarInt(), reader.ReadVarInt32());

    public static void Write(RecordWriter writer, in AuctionIndicatedEvent e)
    {
        writer.WriteByte((byte)EventKind.AuctionIndicated);
        Write(writer, e.Price);
        writer.WriteVarInt(e.NextIndicationNs);
    }

    public static AuctionIndicatedEvent ReadAuctionIndicated(ref RecordReader reader) =>
        new(ReadAuctionPrice(ref reader), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in AuctionPricedEvent e)
    {
        writer.WriteByte((byte)EventKind.AuctionPriced);
        Write(writer, e.Price);
    }

    public static AuctionPricedEvent ReadAuctionPriced(ref RecordReader reader) => new(ReadAuctionPrice(ref reader));

    public static void Write(RecordWriter writer, in AuctionEndedEvent e) => writer.WriteByte((byte)EventKind.AuctionEnded);

    public static void Write(RecordWriter writer, in OrderDelayedEvent e)
    {
        writer.WriteByte((byte)EventKind.OrderDelayed);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.DueNs);
    }

    public static OrderDelayedEvent ReadOrderDelayed(ref RecordReader reader) => new(reader.ReadVarInt(), reader.ReadVarInt());

    /// <summary>Writes an equilibrium.</summary>
    internal static void Write(RecordWriter writer, in AuctionPrice price)
    {
        writer.WriteVarInt(price.PriceUnits);
        writer.WriteVarInt(price.BuyLots);
        writer.WriteVarInt(price.SellLots);
    }

    /// <summary>Reads an equilibrium.</summary>
    internal static AuctionPrice ReadAuctionPrice(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());
}
