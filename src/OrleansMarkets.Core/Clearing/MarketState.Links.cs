using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Linked orders.</content>
internal sealed partial class MarketState
{
    /// <summary>Groups of linked orders.</summary>
    public LinkBook Links { get; } = new();

    public void Apply(in LinkJoinedEvent e)
    {
        LinkGroup group = Links.FindOrAdd(new ResultKey(e.Account, e.Group));
        if (e.IsParent)
        {
            Links.AddParent(group, e.OrderId);
        }
        else
        {
            Links.Add(group, new LinkMember(e.OrderId, e.Kind != LinkKind.OneTriggersOther));
        }
    }

    public void Apply(in LinkFilledEvent e) => Links.Fill(e.OrderId, e.Lots);

    private void LeaveGroup(long orderId)
    {
        if (Links.Count > 0)
        {
            Links.Leave(orderId, Results);
        }
    }

    private void ForgetGroups(int results)
    {
        int slot = Results.DueHead;
        for (int forgotten = 0; forgotten < results && slot != ResultStore.None; forgotten++)
        {
            Links.Forget(Results[slot].Key);
            slot = Results[slot].Next;
        }
    }
}
