using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Groups of linked orders by account and name, their orders in the order in which they came.</content>
internal static partial class SnapshotCodec
{
    private static void WriteLinks(RecordWriter writer, MarketState state)
    {
        LinkGroup[] groups =
        [
            .. state.Links.Groups
                .OrderBy(group => group.Key.Account)
                .ThenBy(group => group.Key.Id.High)
                .ThenBy(group => group.Key.Id.Low),
        ];
        writer.WriteVarUInt((ulong)groups.Length);
        foreach (LinkGroup group in groups)
        {
            writer.WriteVarInt(group.Key.Account);
            EventCodec.WriteId(writer, group.Key.Id);
            writer.WriteBoolean(group.HasParent);
            writer.WriteVarInt(group.ParentOrderId);
            writer.WriteVarInt(group.ParentFilledLots);
            writer.WriteVarInt(group.MemberFilledLots);
            writer.WriteVarUInt((ulong)group.Members.Count);
            foreach (LinkMember member in group.Members)
            {
                writer.WriteVarInt(member.OrderId);
                writer.WriteBoolean(member.IsExclusive);
            }
        }
    }

    private static void ReadLinks(ref RecordReader reader, MarketState state)
    {
        int groups = reader.ReadCount(MaximumCount);
        for (int read = 0; read < groups; read++)
        {
            LinkGroup group = state.Links.FindOrAdd(new ResultKey(reader.ReadVarInt(), EventCodec.ReadId(ref reader)));
            group.HasParent = reader.ReadBoolean();
            long parent = reader.ReadVarInt();
            group.ParentFilledLots = reader.ReadVarInt();
            group.MemberFilledLots = reader.ReadVarInt();
            if (parent != 0)
            {
                state.Links.AddParent(group, parent);
                MarkLinked(state, parent);
            }

            int members = reader.ReadCount(MarketLimits.MaximumLinkedOrders);
            for (int member = 0; member < members; member++)
            {
                long orderId = reader.ReadVarInt();
                state.Links.Add(group, new LinkMember(orderId, reader.ReadBoolean()));
                MarkLinked(state, orderId);
            }
        }
    }

    private static void MarkLinked(MarketState state, long orderId)
    {
        int slot = state.Book.FindSlot(orderId);
        if (slot != LimitOrderBook.None)
        {
            state.Book.Terms(slot).IsLinked = true;
        }
    }
}
