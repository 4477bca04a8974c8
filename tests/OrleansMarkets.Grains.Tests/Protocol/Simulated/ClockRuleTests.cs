using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Grains.Tests.Markets;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "Time": a silo whose clock differs from the store's by more than 250 ms owns no books.</summary>
public sealed class ClockRuleTests
{
    [Theory]
    [InlineData(251)]
    [InlineData(-251)]
    [InlineData(3_600_000)]
    public void A_silo_with_a_wrong_clock_takes_no_book_and_fences_nobody(long aheadMs)
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            MarketReport before = await venue.Book.GetReport();
            venue.StoreClock.Ahead = TimeSpan.FromMilliseconds(aheadMs);
            Assert.Equal(before.MarketEpoch, (await venue.Book.GetReport()).MarketEpoch);
            await venue.Crash();
            Exception refused = await Assert.ThrowsAnyAsync<Exception>(venue.Book.GetReport);
            Assert.Contains(ClockDifferenceException.StableCode, refused.ToString(), StringComparison.Ordinal);
            Assert.Equal(before.MarketEpoch, await StoredEpoch(venue));

            venue.StoreClock.Ahead = TimeSpan.FromMilliseconds(250 * Math.Sign(aheadMs));
            await venue.Until(async () => (await venue.Book.GetReport()).MarketEpoch == before.MarketEpoch + 1, "the book is back");
        });
    }

    [Theory]
    [InlineData(240, true)]
    [InlineData(260, false)]
    public async Task Half_of_the_round_trip_counts_towards_the_difference(int roundTripMs, bool isTaken)
    {
        // The store reads its clock at the end of the trip: the middle, where the silo looks, is half a trip away, and so is the doubt.
        ManualClock clock = new();
        TimeSpan roundTrip = TimeSpan.FromMilliseconds(roundTripMs);
        MemoryJournalStore store = new(clock) { Faults = new MemoryFaultOptions { MinLatency = roundTrip, MaxLatency = roundTrip } };
        Task checking = ClockRule.RequireAsync(store, clock, default).AsTask();
        clock.Advance(roundTrip);
        await (isTaken ? checking : Assert.ThrowsAsync<ClockDifferenceException>(() => checking));
    }

    private static async Task<long> StoredEpoch(ProtocolVenueB venue) =>
        (await (await venue.Store.OpenReadOnlyAsync(MarketLog.StreamOf(ProtocolVenueB.Market), default)).QueryHeadAsync(default)).Epoch;
}
