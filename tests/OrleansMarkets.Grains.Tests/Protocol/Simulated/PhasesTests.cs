using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>DESIGN, section 4, "Phases".</summary>
public sealed class PhasesTests
{
    [Fact]
    public void A_new_market_takes_only_cancels_until_a_fresh_oracle_quorum()
    {
        using var venue = new ProtocolVenueB { IsSilent = true };
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            Assert.Equal(MarketPhase.CancelOnly, (await venue.Book.GetReport()).Phase);
            ResultCode refused = (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code;
            Assert.Contains(refused, new[] { ResultCode.MarketNotOpen, ResultCode.StalePrice });
            Assert.Equal(ResultCode.Ok, (await venue.Account(1).CancelAll(ProtocolVenueB.Market)).Code);

            venue.IsSilent = false;
            await venue.Wait(1_000);
            Assert.Equal(MarketPhase.Open, (await venue.Book.GetReport()).Phase);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code);
        });
    }

    [Fact]
    public void After_a_crash_a_market_takes_only_cancels_until_a_fresh_oracle_quorum()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            PlaceResult resting = await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10);
            Assert.Equal(ResultCode.Ok, resting.Code);
            venue.IsSilent = true;
            await venue.Crash();
            await venue.Until(async () => (await venue.Book.GetReport()).Sequence > 0, "the market is back");
            Assert.Equal(MarketPhase.CancelOnly, (await venue.Book.GetReport()).Phase);
            ResultCode refused = (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code;
            Assert.Contains(refused, new[] { ResultCode.MarketNotOpen, ResultCode.StalePrice });
            Assert.Equal(ResultCode.Ok, (await venue.Cancel(1, resting.OrderId)).Code);
            Assert.Equal(0, (await venue.Row(1)).OpenBuyLots);

            venue.IsSilent = false;
            await venue.Wait(2_000);
            Assert.Equal(MarketPhase.Open, (await venue.Book.GetReport()).Phase);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark, 10)).Code);
        });
    }

    [Fact]
    public void A_market_opens_after_a_crash_only_with_its_due_boundaries_applied()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(TimeTests.QuickFunding);
            long intervals = (await venue.Book.GetReport()).FundingIntervals;
            venue.IsSilent = true;
            venue.Cluster.KillSilo(ProtocolVenueB.Silo, TimeSpan.FromMinutes(10));
            await venue.Wait(601_500);
            venue.IsSilent = false;
            await venue.Until(
                async () => (await venue.Book.GetReport()).Phase == MarketPhase.Open, "the market opens again");
            MarketPhase phase = MarketPhase.CancelOnly;
            int openings = 0;
            await venue.Replay((engine, record) =>
            {
                MarketPhase now = After(record, phase);
                if (now == MarketPhase.Open && phase != MarketPhase.Open)
                {
                    openings++;
                    Assert.True(engine.NextBoundaryNs > engine.TimeNs, $"a boundary is due at the opening {engine.Sequence}");
                }

                phase = now;
            });
            Assert.Equal(2, openings);
            Assert.True((await venue.Book.GetReport()).FundingIntervals >= intervals + 10);
        });
    }

    [Fact]
    public void Start_and_crash_recovery_are_one_path()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Crash();
            await venue.Wait(2_000);

            // Both owners begin with the same record, and both open by an index.
            List<(CommandKind Command, MarketPhase Phase)> path = [];
            foreach (byte[] record in (await venue.ReadRecords()).Skip(1))
            {
                CommandKind command = new MarketRecord(record).Header.Command;
                MarketPhase before = path.Count == 0 ? MarketPhase.CancelOnly : path[^1].Phase;
                MarketPhase phase = After(record, before);
                if (phase != before || command == CommandKind.RaiseEpoch)
                {
                    path.Add((command, phase));
                }
            }

            (CommandKind, MarketPhase)[] once =
                [(CommandKind.RaiseEpoch, MarketPhase.CancelOnly), (CommandKind.UpdateIndex, MarketPhase.Open)];
            Assert.Equal([.. once, .. once], path);
        });
    }

    // The fold does not show the stored phase while it replays: the events tell it.
    private static MarketPhase After(byte[] record, MarketPhase phase)
    {
        var events = new MarketRecord(record);
        for (EventKind? kind; (kind = events.NextEvent()) is not null;)
        {
            phase = kind == EventKind.PhaseChanged ? events.ReadPhaseChanged().Phase : phase;
        }

        return phase;
    }
}
