using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.Tests.OrderBooks;

/// <summary>The latest batches of a market, found by sequence.</summary>
public sealed class CommittedRingTests
{
    private const int MaximumBytes = 100;

    [Fact]
    public void A_reader_gets_the_batches_from_its_record_on()
    {
        var ring = new CommittedRing(MaximumBytes);
        Assert.False(ring.TryFind(1, out _));
        var random = new Random(3);
        List<CommittedBatch> all = [];
        long next = 1;
        for (int batch = 0; batch < 2_000; batch++)
        {
            var added = new CommittedBatch(next, random.Next(1, 4), new byte[random.Next(1, 30)]);
            next += added.Count;
            all.Add(added);
            ring.Add(added);
            CommittedBatch[] kept = [.. Latest(all)];
            Assert.Equal(kept.Sum(each => each.Body.Length), ring.Bytes);
            long asked = random.NextInt64(Math.Max(1, kept[0].FirstSequence - 3), next);
            bool isThere = ring.TryFind(asked, out ReadOnlySpan<CommittedBatch> found);
            Assert.Equal(asked >= kept[0].FirstSequence, isThere);
            if (isThere)
            {
                Assert.Equal(kept.Where(each => each.FirstSequence + each.Count > asked), found.ToArray());
            }
        }

        ring.Clear();
        Assert.Equal(0, ring.Bytes);
        Assert.False(ring.TryFind(next - 1, out _));
    }

    [Fact]
    public void The_latest_batch_stays_whatever_its_size()
    {
        var ring = new CommittedRing(MaximumBytes);
        ring.Add(new CommittedBatch(1, 1, new byte[10]));
        ring.Add(new CommittedBatch(2, 1, new byte[2 * MaximumBytes]));
        Assert.True(ring.TryFind(2, out ReadOnlySpan<CommittedBatch> found));
        Assert.Equal(2, found[0].FirstSequence);
        Assert.False(ring.TryFind(1, out _));
    }

    // As many of the latest as there is room for, one at least.
    private static IEnumerable<CommittedBatch> Latest(List<CommittedBatch> all)
    {
        int first = all.Count - 1;
        int bytes = all[first].Body.Length;
        while (first > 0 && bytes + all[first - 1].Body.Length <= MaximumBytes)
        {
            bytes += all[--first].Body.Length;
        }

        return all.Skip(first);
    }
}
