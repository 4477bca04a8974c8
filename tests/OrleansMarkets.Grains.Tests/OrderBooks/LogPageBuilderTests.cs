using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Tests.OrderBooks;

/// <summary>Pages cut out of batches of several records.</summary>
public sealed class LogPageBuilderTests
{
    private const int Batches = 5;
    private const int BatchRecords = 7;
    private const int Records = Batches * BatchRecords;

    private readonly List<JournalBatch> _batches = [];

    public LogPageBuilderTests()
    {
        for (int batch = 0; batch < Batches; batch++)
        {
            long head = batch * BatchRecords;
            var buffer = new BatchBuffer(JournalLimits.Default, head, head);
            for (long sequence = head + 1; sequence <= head + BatchRecords; sequence++)
            {
                buffer.Append(sequence, PayloadOf(sequence));
            }

            _batches.Add(buffer.Batch);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(333)]
    [InlineData(int.MaxValue)]
    public void Pages_are_dense_bounded_and_never_beyond_the_head(int maximumBytes)
    {
        for (long durable = 1; durable <= Records; durable++)
        {
            for (long after = 0; after < durable;)
            {
                LogPage page = Build(after, maximumBytes, durable);
                Assert.Equal(after + 1, page.FirstSequence);
                Assert.InRange(page.LastSequence, page.FirstSequence, durable);
                Assert.True(page.RecordCount == 1 || page.Records.Length <= maximumBytes);
                AssertWhole(page);
                after = page.LastSequence;
            }
        }
    }

    [Fact]
    public void A_page_takes_what_fits()
    {
        int threeRecords = (3 * RecordFraming.HeaderBytes) + PayloadOf(9).Length + PayloadOf(10).Length + PayloadOf(11).Length;
        Assert.Equal(11, Build(8, threeRecords, Records).LastSequence);
        Assert.Equal(10, Build(8, threeRecords - 1, Records).LastSequence);
        Assert.Equal(Records, Build(8, int.MaxValue, Records).LastSequence);
    }

    private static byte[] PayloadOf(long sequence) => [.. Enumerable.Repeat((byte)sequence, (int)(sequence % 5))];

    private static void AssertWhole(LogPage page)
    {
        ReadOnlySpan<byte> rest = page.Records.AsSpan();
        for (long sequence = page.FirstSequence; sequence <= page.LastSequence; sequence++)
        {
            Assert.True(RecordFraming.TryRead(rest, sequence, out JournalRecord record, out int bytes));
            Assert.Equal(PayloadOf(sequence), record.Payload.ToArray());
            rest = rest[bytes..];
        }

        Assert.True(rest.IsEmpty);
        Assert.Equal(page.RecordCount, page.LastSequence - page.FirstSequence + 1);
    }

    private LogPage Build(long after, int maximumBytes, long durable)
    {
        var page = new LogPageBuilder(new LogQuery(after, maximumBytes, 0), durable);
        foreach (JournalBatch batch in _batches)
        {
            if (!page.Add(batch.FirstSequence, batch.Count, batch.Body))
            {
                break;
            }
        }

        return page.Build(epoch: 1);
    }
}
