using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "Fencing".</summary>
public sealed class FencingTests
{
    private static readonly string Stream = MarketLog.StreamOf(ProtocolVenueB.Market);

    [Fact]
    public void Activation_takes_a_new_epoch_for_its_stream()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            long before = (await venue.Book.GetReport()).MarketEpoch;
            await venue.Crash();
            await venue.Until(async () => (await venue.Book.GetReport()).MarketEpoch > before, "a higher epoch after the crash");
        });
    }

    [Fact]
    public void Of_two_activations_only_the_newer_can_commit()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code);
            long old = (await venue.Book.GetReport()).MarketEpoch;
            IJournalStream successor = await venue.Fence(Stream);
            long head = (await successor.QueryHeadAsync(CancellationToken.None)).Sequence;
            Assert.True(successor.Epoch > old);

            // The old activation lives and is asked to write: it must not be able to, nor to say that it has.
            await Assert.ThrowsAnyAsync<Exception>(
                () => venue.Book.Touch(new TouchAccount(1, new CallNumber(1_000, 1), TouchCancel.All)));
            IReadOnlyList<JournalStoredBatch> after = await successor.ReadAsync(head, CancellationToken.None);
            Assert.DoesNotContain(after, batch => batch.Epoch <= old);
            Assert.True(venue.Store.Counters.Fenced > 0);

            // And what it was told to do did not happen for its successors.
            await venue.Until(async () => (await venue.Row(1)).OpenBuyLots == 10, "the order is there as before");
            Assert.True((await venue.Book.GetReport()).MarketEpoch > successor.Epoch);
        });
    }

    [Fact]
    public void An_append_is_guarded_by_epoch_and_expected_head()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            for (int round = 0; round < 3; round++)
            {
                await venue.Fence(Stream);
                await venue.Wait(2_000);
            }

            IJournalReader reader = await venue.Store.OpenReadOnlyAsync(Stream, CancellationToken.None);
            IReadOnlyList<JournalStoredBatch> batches = await reader.ReadAsync(0, CancellationToken.None);
            Assert.True(batches.Select(batch => batch.Epoch).Distinct().Count() >= 4);
            for (int i = 1; i < batches.Count; i++)
            {
                Assert.True(batches[i].Epoch >= batches[i - 1].Epoch);
                Assert.Equal(batches[i - 1].LastSequence + 1, batches[i].FirstSequence);
                Assert.Equal(batches[i - 1].Hash, batches[i].PreviousHash);
            }
        });
    }

    [Fact]
    public void An_account_that_learns_of_its_successor_stops_sending()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code);
            await venue.Book.Touch(new TouchAccount(1, new CallNumber(1_000, 1), TouchCancel.None));
            int sent = 0;
            venue.OnCall = call =>
            {
                sent += call.MethodName is nameof(IOrderBookGrain.Submit) or nameof(IOrderBookGrain.Execute) ? 1 : 0;
                return Task.CompletedTask;
            };
            Assert.Equal(ResultCode.Unknown, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code);
            Assert.Equal(1, sent);
        });
    }
}
