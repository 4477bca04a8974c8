using System.Collections.Immutable;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>
/// Histories of many owners with two bounds: each keeps its latest, and all together keep at most so many, of which the oldest go first.
/// Both removals take constant time: an owner's oldest entry is also the first of its own in the order of all.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="perOwner">Entries of one owner.</param>
/// <param name="inAll">Entries of all owners.</param>
internal sealed class BoundedHistories<T>(int perOwner, int inAll)
{
    private readonly LinkedList<Entry> _all = new();

    /// <summary>Number of entries of all owners.</summary>
    public int Count => _all.Count;

    /// <summary>Adds an entry to an owner's history.</summary>
    public void Add(History owner, T item)
    {
        owner.Nodes.Enqueue(_all.AddLast(new Entry(owner, item)));
        if (owner.Nodes.Count > perOwner)
        {
            _all.Remove(owner.Nodes.Dequeue());
        }

        if (_all.Count > inAll)
        {
            _all.First!.Value.Owner.Nodes.Dequeue();
            _all.RemoveFirst();
        }
    }

    /// <summary>One owner's entries.</summary>
    public sealed class History
    {
        /// <summary>Oldest first.</summary>
        internal Queue<LinkedListNode<Entry>> Nodes { get; } = new();

        /// <summary>The entries, oldest first.</summary>
        public IEnumerable<T> Items => Nodes.Select(node => node.Value.Item);

        /// <summary>The latest, newest first.</summary>
        public ImmutableArray<T> Latest(int count) => [.. Items.Reverse().Take(count)];
    }

    /// <summary>An entry and whose it is.</summary>
    internal readonly record struct Entry(History Owner, T Item);
}
