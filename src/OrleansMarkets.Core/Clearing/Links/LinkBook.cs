namespace OrleansMarkets.Core.Clearing.Links;

/// <summary>
/// The groups of linked orders, by name and by order. A group is known as long as one of its orders is alive or the result of the command
/// that made it is stored. It decides nothing; groups are used again, so it allocates only to grow.
/// </summary>
internal sealed class LinkBook
{
    private readonly Dictionary<ResultKey, LinkGroup> _groups = [];
    private readonly Dictionary<long, LinkGroup> _byOrder = [];
    private readonly List<LinkGroup> _dirty = [];
    private readonly Stack<LinkGroup> _free = [];

    /// <summary>Number of groups.</summary>
    public int Count => _groups.Count;

    /// <summary>Number of live orders in groups.</summary>
    public int OrderCount => _byOrder.Count;

    /// <summary>All groups, in no order.</summary>
    public IEnumerable<LinkGroup> Groups => _groups.Values;

    /// <summary>The group of a name; null if there is none.</summary>
    public LinkGroup? Find(in ResultKey key) => _groups.GetValueOrDefault(key);

    /// <summary>The group of a live order; null if it has none.</summary>
    public LinkGroup? Of(long orderId) => _byOrder.GetValueOrDefault(orderId);

    /// <summary>Makes a group, or finds it.</summary>
    public LinkGroup FindOrAdd(in ResultKey key)
    {
        if (!_groups.TryGetValue(key, out LinkGroup? group))
        {
            group = _free.Count > 0 ? _free.Pop() : new LinkGroup();
            group.Key = key;
            _groups.Add(key, group);
        }

        return group;
    }

    /// <summary>Makes an order the parent of a group.</summary>
    public void AddParent(LinkGroup group, long orderId)
    {
        group.HasParent = true;
        group.ParentOrderId = orderId;
        _byOrder.Add(orderId, group);
    }

    /// <summary>Adds an order to a group.</summary>
    public void Add(LinkGroup group, in LinkMember member)
    {
        group.Members.Add(member);
        _byOrder.Add(member.OrderId, group);
    }

    /// <summary>An order traded.</summary>
    public void Fill(long orderId, long lots)
    {
        LinkGroup group = _byOrder[orderId];
        if (group.ParentOrderId == orderId)
        {
            group.ParentFilledLots += lots;
            MarkDirty(group);
        }
        else
        {
            group.MemberFilledLots += lots;
        }
    }

    /// <summary>An order that may be in a group is gone.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="results">Stored results: an empty group goes with the result of its maker.</param>
    public void Leave(long orderId, ResultStore results)
    {
        if (!_byOrder.Remove(orderId, out LinkGroup? group))
        {
            return;
        }

        if (group.ParentOrderId == orderId)
        {
            group.ParentOrderId = 0;
            MarkDirty(group);
        }
        else
        {
            Remove(group.Members, orderId);
        }

        if (group.IsEmpty && results.Find(group.Key.Account, group.Key.Id) == ResultStore.None)
        {
            Drop(group);
        }
    }

    /// <summary>The result of a command that may have made a group is forgotten.</summary>
    public void Forget(in ResultKey key)
    {
        if (_groups.TryGetValue(key, out LinkGroup? group) && group.IsEmpty)
        {
            Drop(group);
        }
    }

    /// <summary>Takes the first group whose parent has traded or ended in the present step; null if there is none.</summary>
    public LinkGroup? TakeDirty()
    {
        if (_dirty.Count == 0)
        {
            return null;
        }

        LinkGroup first = _dirty[0];
        _dirty.RemoveAt(0);
        first.IsDirty = false;
        return first;
    }

    /// <summary>Ends a step: nothing is dirty any more.</summary>
    public void ClearDirty()
    {
        while (TakeDirty() is not null)
        {
        }
    }

    private static void Remove(List<LinkMember> members, long orderId)
    {
        for (int at = members.Count - 1; at >= 0; at--)
        {
            if (members[at].OrderId == orderId)
            {
                members.RemoveAt(at);
            }
        }
    }

    private void MarkDirty(LinkGroup group)
    {
        if (!group.IsDirty)
        {
            group.IsDirty = true;
            _dirty.Add(group);
        }
    }

    private void Drop(LinkGroup group)
    {
        _groups.Remove(group.Key);
        _dirty.Remove(group);
        group.Clear();
        _free.Push(group);
    }
}
