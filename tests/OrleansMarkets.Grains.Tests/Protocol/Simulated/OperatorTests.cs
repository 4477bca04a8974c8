using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>What operators do to a market: its phases, who asked for them and why.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData(MarketPhase.Halted, false)]
    [InlineData(MarketPhase.CancelOnly, false)]
    [InlineData(MarketPhase.ReduceOnly, true)]
    public void An_operators_phase_survives_a_crash_until_an_operator_opens_the_market(MarketPhase phase, bool mayReduce)
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Deposit(1, 100_000);
            await venue.Deposit(2, 100_000);
            await venue.Trade(1, 2, 100);
            PlaceResult resting = await venue.Limit(2, Side.Buy, ProtocolVenueB.Mark, 50);
            PhaseReply ordered = await venue.Book.SetPhase(new PhaseOrder(phase, "duty officer", "a drill"));
            Assert.Equal((ResultCode.Ok, phase, phase), (ordered.Code, ordered.Phase, ordered.TargetPhase));
            await Holds(venue, phase, mayReduce);

            await venue.Crash();
            await venue.Until(async () => (await venue.Book.GetReport()).Sequence > ordered.Sequence, "the market is back");
            await venue.Wait(3_000);
            await Holds(venue, phase, mayReduce);
            Assert.Equal(ResultCode.Ok, (await venue.Cancel(2, resting.OrderId)).Code);

            ordered = await venue.Book.SetPhase(new PhaseOrder(MarketPhase.Open, "duty officer", "the drill is over"));
            Assert.Equal((ResultCode.Ok, MarketPhase.Open), (ordered.Code, ordered.Phase));
            await venue.Wait(500);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, ProtocolVenueB.Mark - 100, 10)).Code);
            Assert.Equal(
                [
                    new PhaseOrderedEvent("duty officer", "a drill", Changed(MarketPhase.Open), Changed(phase)),
                    new PhaseOrderedEvent("duty officer", "the drill is over", Changed(phase), Changed(MarketPhase.Open)),
                ],
                await Orders(venue));
        });
    }

    [Fact]
    public void Opening_without_a_fresh_index_waits_for_one()
    {
        using var venue = new ProtocolVenueB();
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            await venue.Book.SetPhase(new PhaseOrder(MarketPhase.Halted, "operator", "a drill"));
            venue.IsSilent = true;
            await venue.Wait(60_000);
            PhaseReply opening = await venue.Book.SetPhase(new PhaseOrder(MarketPhase.Open, "operator", "done"));
            Assert.Equal(
                (ResultCode.Ok, MarketPhase.CancelOnly, MarketPhase.Open), (opening.Code, opening.Phase, opening.TargetPhase));
            venue.IsSilent = false;
            await venue.Wait(1_500);
            Assert.Equal(MarketPhase.Open, (await venue.Book.GetReport()).Phase);
        });
    }

    [Fact]
    public void What_cannot_be_asked_for_is_refused_with_a_code_and_changes_nothing()
    {
        using var venue = new ProtocolVenueB { IsSilent = true };
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition);
            string before = (await venue.Book.GetReport()).StateHash;
            PhaseOrder[] illegal =
            [
                new(MarketPhase.Replaying, "operator", "a drill"),
                new(MarketPhase.Settled, "operator", "a drill"),
                new((MarketPhase)77, "operator", "a drill"),
                new(MarketPhase.Halted, string.Empty, "a drill"),
                new(MarketPhase.Halted, "operator", string.Empty),
                new(MarketPhase.Halted, new string('o', MarketLimits.MaximumActorLength + 1), "a drill"),
                new(MarketPhase.Halted, "operator", new string('w', MarketLimits.MaximumReasonLength + 1)),
                new(MarketPhase.Halted, "operator", null!),
            ];
            foreach (PhaseOrder order in illegal)
            {
                PhaseReply refused = await venue.Book.SetPhase(order);
                Assert.Equal((ResultCode.InvalidRequest, MarketPhase.CancelOnly), (refused.Code, refused.Phase));
            }

            Assert.Equal(before, (await venue.Book.GetReport()).StateHash);
            PhaseReply unknown = await venue.BookOf("NOBODY").SetPhase(new PhaseOrder(MarketPhase.Halted, "operator", "a drill"));
            Assert.Equal(ResultCode.UnknownMarket, unknown.Code);
        });
    }

    private static PhaseChangedEvent Changed(MarketPhase phase) => new(phase, phase);

    private static async Task Holds(ProtocolVenueB venue, MarketPhase phase, bool mayReduce)
    {
        await venue.Wait(500);
        Assert.Equal(phase, (await venue.Book.GetReport()).Phase);
        Assert.Equal(ResultCode.MarketNotOpen, (await venue.Limit(2, Side.Sell, ProtocolVenueB.Mark + 100, 10)).Code);
        PlaceResult reducing = await venue.Limit(1, Side.Sell, ProtocolVenueB.Mark + 100, 10, OrderFlags.ReduceOnly);
        Assert.Equal(mayReduce ? ResultCode.Ok : ResultCode.MarketNotOpen, reducing.Code);
    }

    private static async Task<List<PhaseOrderedEvent>> Orders(ProtocolVenueB venue)
    {
        List<PhaseOrderedEvent> found = [];
        foreach (byte[] record in (await venue.ReadRecords()).Skip(1))
        {
            var events = new MarketRecord(record);
            for (EventKind? kind; (kind = events.NextEvent()) is not null;)
            {
                if (kind == EventKind.PhaseOrdered)
                {
                    found.Add(events.ReadPhaseOrdered());
                }
            }
        }

        return found;
    }
}
