using Orleans.Simulation;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "Time".</summary>
public sealed class TimeTests
{
    private const long Second = 1_000_000_000;

    /// <summary>The market of these tests: funding every minute, a sample every five seconds.</summary>
    internal static MarketDefinition QuickFunding { get; } =
        ProtocolVenueB.Definition with { Funding = ProtocolVenueB.Definition.Funding! with { IntervalNs = 60 * Second } };

    [Fact]
    public void A_step_first_applies_every_boundary_not_later_than_its_own_time()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(QuickFunding);
            await venue.Deposit(1, 100_000);
            await venue.Wait(150_000);
            int fundings = 0;
            await venue.Replay((engine, record) =>
            {
                Assert.True(engine.NextBoundaryNs > engine.TimeNs, $"a boundary is still due after record {engine.Sequence}");
                foreach (FundingSettledEvent settled in Fundings(record))
                {
                    fundings++;
                    Assert.True(settled.BoundaryNs <= engine.TimeNs);
                }
            });
            Assert.Equal(2, fundings);
        });
    }

    [Fact]
    public void Funding_is_applied_before_the_command_of_a_later_time()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(QuickFunding);
            await venue.Deposit(1, 100_000);
            await venue.Deposit(2, 100_000);
            await venue.Trade(1, 2, 1_000);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(2, Side.Buy, ProtocolVenueB.Mark, 1_000)).Code);

            // Two seconds before the boundary the market falls silent; the first command after it closes the position.
            await WaitUntilSecond(venue, 58);
            venue.IsSilent = true;
            venue.OnCall = static call => call.MethodName == nameof(IOrderBookGrain.Nudge)
                ? throw new InvalidOperationException("lost")
                : Task.CompletedTask;
            await WaitUntilSecond(venue, 61);
            Assert.Equal(
                ResultCode.Ok, (await venue.TakeAt(1, Side.Sell, ProtocolVenueB.Mark, 1_000, OrderFlags.ReduceOnly)).Code);
            RowImage closed = await venue.Row(1);
            Assert.Equal(0, closed.SizeLots);
            Assert.True(closed.FundingQuanta < 0, "the long that closed after the boundary has paid for it");
        });
    }

    [Fact]
    public void An_interval_with_a_stale_index_is_recorded_as_zero_with_the_reason()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(QuickFunding);
            await WaitUntilSecond(venue, 30);
            venue.IsSilent = true;
            await WaitUntilSecond(venue, 70);
            await venue.Book.Nudge();
            FundingSettledEvent settled = Assert.Single(await AllFundings(venue));
            Assert.Equal((FundingZeroReason.StaleIndex, 0L, 0L), (settled.ZeroReason, settled.RatePpm, settled.IndexIncrement));
        });
    }

    [Fact]
    public void An_interval_with_too_few_samples_is_recorded_as_zero_with_the_reason()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(QuickFunding with { Funding = QuickFunding.Funding! with { MinimumSamples = 12 } });
            await WaitUntilSecond(venue, 20);
            venue.IsSilent = true;
            await WaitUntilSecond(venue, 40);
            venue.IsSilent = false;
            await WaitUntilSecond(venue, 62);
            FundingSettledEvent settled = Assert.Single(await AllFundings(venue));
            Assert.Equal((FundingZeroReason.TooFewSamples, 0L), (settled.ZeroReason, settled.IndexIncrement));
            Assert.InRange(settled.Samples, 1, 11);
        });
    }

    [Fact]
    public void Keepers_only_nudge_and_without_them_the_next_command_catches_up()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(QuickFunding);
            int lost = 0;
            venue.OnCall = call =>
            {
                lost += call.MethodName == nameof(IOrderBookGrain.Nudge) ? 1 : 0;
                return call.MethodName == nameof(IOrderBookGrain.Nudge)
                    ? throw new InvalidOperationException("lost")
                    : Task.CompletedTask;
            };
            venue.IsSilent = true;
            await WaitUntilSecond(venue, 605);
            Assert.True(lost > 0, "the keeper has nudged");
            Assert.Empty(await AllFundings(venue));

            // Any command, even an empty one.
            await venue.Book.Touch(new TouchAccount(1, new CallNumber(1, 1), TouchCancel.None));
            List<FundingSettledEvent> caughtUp = await AllFundings(venue);
            Assert.Equal(10, caughtUp.Count);
            Assert.Equal(10, (await venue.Book.GetReport()).FundingIntervals);
            for (int i = 1; i < caughtUp.Count; i++)
            {
                Assert.Equal(caughtUp[i - 1].NextBoundaryNs, caughtUp[i].BoundaryNs);
            }
        });
    }

    [Fact]
    public void Book_time_never_goes_back()
    {
        using var venue = new ProtocolVenueB(faults: new FaultPlan
        {
            MaxClockSkew = TimeSpan.FromMilliseconds(200),
            ClockJumpInterval = TimeSpan.FromSeconds(2),
        });
        venue.Run(async () =>
        {
            await venue.Open(QuickFunding);
            venue.Cluster.Faults.Start();
            TimeSpan skew = TimeSpan.Zero;
            int jumpsBack = 0;
            for (long number = 1; number <= 2_000; number++)
            {
                await venue.Book.Touch(new TouchAccount(1, new CallNumber(1, number), TouchCancel.None));
                await venue.Wait(20);
                TimeSpan now = venue.Cluster.Silos[0].Clock.GetUtcNow() - venue.Cluster.Clock.GetUtcNow();
                jumpsBack += now < skew - TimeSpan.FromMilliseconds(40) ? 1 : 0;
                skew = now;
            }

            Assert.True(jumpsBack > 0, "the silo's clock has jumped back by more than a step");
            long last = 0;
            foreach (byte[] record in (await venue.ReadRecords()).Skip(1))
            {
                RecordHeader header = new MarketRecord(record).Header;
                Assert.True(header.TimeNs > last, $"record {header.Sequence} is not later than the one before");
                last = header.TimeNs;
            }
        });
    }

    private static Task WaitUntilSecond(ProtocolVenueB venue, long second)
    {
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return Task.Delay(start + TimeSpan.FromSeconds(second) - venue.Cluster.Clock.GetUtcNow(), venue.Cluster.Clock);
    }

    private static async Task<List<FundingSettledEvent>> AllFundings(ProtocolVenueB venue)
    {
        List<FundingSettledEvent> found = [];
        foreach (byte[] record in (await venue.ReadRecords()).Skip(1))
        {
            found.AddRange(Fundings(record));
        }

        return found;
    }

    private static List<FundingSettledEvent> Fundings(byte[] record)
    {
        List<FundingSettledEvent> found = [];
        var events = new MarketRecord(record);
        for (EventKind? kind; (kind = events.NextEvent()) is not null;)
        {
            if (kind == EventKind.FundingSettled)
            {
                found.Add(events.ReadFundingSettled());
            }
        }

        return found;
    }
}
