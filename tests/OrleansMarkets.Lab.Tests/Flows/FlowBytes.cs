using System.Runtime.InteropServices;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Lab.Flows;

namespace OrleansMarkets.Lab.Tests.Flows;

/// <summary>Bytes of order flow files.</summary>
internal static class FlowBytes
{
    public const uint Ids = 1_000;
    public const ulong Seed = 77;

    /// <summary>A file of commands.</summary>
    public static byte[] Of(uint symbols, ulong prefill, params OrderCommand[] commands)
    {
        var content = new MemoryStream();
        var writer = new BinaryWriter(content);
        writer.Write("OFW1"u8);
        writer.Write((ushort)1);
        writer.Write((ushort)OrderFlowFile.RecordBytes);
        writer.Write(symbols);
        writer.Write(Ids);
        writer.Write((ulong)commands.Length);
        writer.Write(prefill);
        writer.Write(Seed);
        writer.Write(new byte[OrderFlowFile.HeaderBytes - (int)content.Length]);
        writer.Write(MemoryMarshal.AsBytes(commands.AsSpan()));
        return content.ToArray();
    }

    public static OrderCommand New(uint id, bool isBuy, long price, uint lots, EntryRule rule = EntryRule.GoodTillCancelled) => new()
    {
        Kind = OrderCommandKind.New,
        SideIndex = (byte)(isBuy ? 0 : 1),
        Rule = rule,
        OrderId = id,
        PriceUnits = price,
        Lots = lots,
    };

    public static OrderCommand Cancel(uint id) => new() { Kind = OrderCommandKind.Cancel, OrderId = id };

    public static OrderCommand Replace(uint id, uint newId, long price, uint lots) => new()
    {
        Kind = OrderCommandKind.Replace,
        OrderId = id,
        NewOrderId = newId,
        PriceUnits = price,
        Lots = lots,
    };
}
