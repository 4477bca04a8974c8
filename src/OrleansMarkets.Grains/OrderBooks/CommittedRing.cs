using System.Runtime.InteropServices;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// The latest committed batches of a market, found by sequence: a reader at the head costs the same however many there are.
/// </summary>
/// <param name="maximumBytes">Most bytes; the latest batch is kept whatever its size.</param>
internal sealed class CommittedRing(int maximumBytes)
{
    private readonly List<CommittedBatch> _batches = [];
    private int _oldest;

    /// <summary>Bytes in all batches.</summary>
    public int Bytes { get; private set; }

    /// <summary>Adds the next batch, and drops the oldest ones that there is no room for.</summary>
    public void Add(in CommittedBatch batch)
    {
        _batches.Add(batch);
        Bytes += batch.Body.Length;
        while (Bytes > maximumBytes && _oldest < _batches.Count - 1)
        {
            Bytes -= _batches[_oldest].Body.Length;
            _batches[_oldest++] = default;
        }

        // Moved together when half of the list is gone, which costs each batch one move.
        if (_oldest > _batches.Count / 2)
        {
            _batches.RemoveRange(0, _oldest);
            _oldest = 0;
        }
    }

    /// <summary>Drops all batches.</summary>
    public void Clear()
    {
        _batches.Clear();
        _oldest = 0;
        Bytes = 0;
    }

    /// <summary>The batches from the last one that begins no later than a record; valid until the next <see cref="Add"/>.</summary>
    /// <param name="sequence">The record.</param>
    /// <param name="batches">The batches.</param>
    /// <returns>Whether the ring reaches back so far.</returns>
    public bool TryFind(long sequence, out ReadOnlySpan<CommittedBatch> batches)
    {
        batches = CollectionsMarshal.AsSpan(_batches)[_oldest..];
        if (batches.IsEmpty || sequence < batches[0].FirstSequence)
        {
            return false;
        }

        int low = 0;
        int high = batches.Length - 1;
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            (low, high) = batches[middle].FirstSequence <= sequence ? (middle, high) : (low, middle - 1);
        }

        batches = batches[low..];
        return true;
    }
}
