using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>The log of a market as its followers read it, through fences and crashes; and the names that orders carry in it.</summary>
public sealed class FollowingTests
{
    private const int PageBytes = 2_000;

    [Fact]
    public void A_follower_gets_every_record_of_the_journal_once_through_a_crash_and_a_fence()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            await venue.Deposit(2, 100_000);
            var follower = new Follower(venue.Book);
            _ = follower.RunAsync(venue);
            await venue.Trade(1, 2, 10);
            await venue.Crash();
            await venue.Until(async () => (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark - 100, 3)).Code == ResultCode.Ok, "an order");
            await venue.Fence(MarketLog.StreamOf(ProtocolVenueB.Market));
            await venue.Until(async () => (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark - 200, 3)).Code == ResultCode.Ok, "an order");
            follower.IsOver = true;
            venue.IsSilent = true;
            await venue.Wait(8_000);
            List<byte[]> journal = await venue.ReadRecords();
            while (follower.Records.Count < journal.Count)
            {
                await follower.PollAsync();
            }

            Assert.Equal(journal, follower.Records);
            Assert.True(follower.Epochs.Count >= 3);
        });
    }

    [Fact]
    public void Who_waits_at_an_activation_that_ends_is_told()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            venue.IsSilent = true;
            await venue.Wait(1_000);
            await venue.Fence(MarketLog.StreamOf(ProtocolVenueB.Market));
            long head = (await venue.ReadRecords()).Count;
            Task<LogPage> waiting = venue.Book.ReadLog(new LogQuery(head, PageBytes, LogFeed.MaximumWaitMilliseconds));
            await venue.Wait(100);
            Assert.False(waiting.IsCompleted);
            long start = venue.Cluster.Clock.GetTimestamp();
            await Assert.ThrowsAnyAsync<Exception>(
                () => venue.Book.Touch(new TouchAccount(1, new CallNumber(1_000, 1), TouchCancel.All)));
            await Assert.ThrowsAnyAsync<Exception>(() => waiting);
            Assert.True(venue.Cluster.Clock.GetElapsedTime(start) < TimeSpan.FromSeconds(1));

            // What the fenced activation was told to do is in no page of its successor.
            LogPage after = await venue.Book.ReadLog(new LogQuery(head, PageBytes, 0));
            Assert.Equal(CommandKind.RaiseEpoch, new MarketRecord(Follower.Split(after)[0]).Header.Command);
        });
    }

    [Fact]
    public void A_market_that_is_not_listed_has_no_log()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () => Assert.Equal(
            ResultCode.UnknownMarket, (await venue.BookOf("NONE").ReadLog(new LogQuery(0, PageBytes, 5_000))).Code));
    }

    [Fact]
    public void An_order_carries_its_client_id_into_the_log_and_a_malformed_one_is_refused()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            var order = new PlaceOrder(
                venue.NextId(),
                ProtocolVenueB.Market,
                Side.Buy,
                OrderType.Limit,
                TimeInForce.GoodTillCancelled,
                OrderFlags.None,
                ProtocolVenueB.Mark,
                3,
                0,
                "bot-1_A");
            PlaceResult placed = await venue.Account(1).PlaceOrder(order);
            Assert.Equal(ResultCode.Ok, placed.Code);
            byte[] record = (await venue.ReadRecords())[(int)placed.Sequence - 1];
            Assert.Equal("bot-1_A", new MarketRecord(record).ReadSubmit().ClientOrderId.ToString());
            Assert.Equal(placed, await venue.Account(1).PlaceOrder(order));
            Assert.Equal(
                ResultCode.DuplicateIdDifferentBody, (await venue.Account(1).PlaceOrder(order with { ClientOrderId = "bot-2" })).Code);
            foreach (string malformed in new[] { "a b", "ü", new string('x', ClientOrderId.MaximumLength + 1) })
            {
                PlaceOrder bad = order with { Id = venue.NextId(), ClientOrderId = malformed };
                Assert.Equal(ResultCode.InvalidRequest, (await venue.Account(1).PlaceOrder(bad)).Code);
            }
        });
    }

    private sealed class Follower(IOrderBookGrain book)
    {
        public List<byte[]> Records { get; } = [];

        public HashSet<long> Epochs { get; } = [];

        public bool IsOver { get; set; }

        public static List<byte[]> Split(LogPage page)
        {
            List<byte[]> records = [];
            ReadOnlySpan<byte> rest = page.Records.AsSpan();
            for (long sequence = page.FirstSequence; !rest.IsEmpty; sequence++)
            {
                Assert.True(RecordFraming.TryRead(rest, sequence, out JournalRecord record, out int bytes));
                records.Add(record.Payload.ToArray());
                rest = rest[bytes..];
            }

            return records;
        }

        public async Task RunAsync(ProtocolVenueB venue)
        {
            while (!IsOver)
            {
                try
                {
                    await PollAsync();
                }
                catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
                {
                    await venue.Wait(100);
                }
            }
        }

        public async Task PollAsync()
        {
            LogPage page = await book.ReadLog(new LogQuery(Records.Count, PageBytes, 1_000));
            Assert.Equal(Records.Count + 1, page.FirstSequence);
            Assert.True(page.LastSequence <= page.DurableSequence);
            Records.AddRange(Split(page));
            Epochs.Add(page.MarketEpoch);
        }
    }
}
