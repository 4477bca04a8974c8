using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Instructions beyond a plain order: their bytes, their part in a command's body, and what is refused.</summary>
public sealed class OrderInstructionsTests
{
    /// <summary>One instance of each part.</summary>
    private static readonly OrderInstructions[] EachPart =
    [
        new OrderInstructions(ExpiresNs: 5),
        new OrderInstructions(DisplayLots: 6),
        new OrderInstructions(SelfTrade: SelfTradePolicy.Decrement),
        new OrderInstructions(SelfTradeGroup: 7),
        new OrderInstructions(Tag: 8),
        new OrderInstructions(Trigger: new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Index, 1, 2, 3, 4)),
        new OrderInstructions(Peg: new PegTerms(PegReference.Mark, -9)),
        new OrderInstructions(Link: new LinkTerms(LinkKind.OneTriggersOther, new CommandId(10, 11))),
    ];

    [Fact]
    public void Each_part_belongs_to_the_body()
    {
        SubmitCommand plain = new TestMarket().Order(1, Side.Buy, 990, 5);
        ulong[] hashes = [CommandHash.Of(plain), .. EachPart.Select(part => CommandHash.Of(plain with { Instructions = part }))];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Instructions_without_a_part_are_those_of_a_plain_order()
    {
        var market = new TestMarket();
        SubmitCommand plain = market.Order(1, Side.Buy, 990, 5);
        SubmitCommand empty = plain with { Instructions = new OrderInstructions() };
        Assert.Equal(CommandHash.Of(plain), CommandHash.Of(empty));
        Assert.Equal(ResultCode.Ok, market.Run(empty).Code);
        Assert.Equal(plain, new MarketRecord(market.Log[^1]).ReadSubmit());
    }

    [Fact]
    public void Instructions_survive_the_bytes_of_command_and_event()
    {
        var market = new TestMarket();
        var instructions = new OrderInstructions(market.NowNs + 1_000_000_000, 2, SelfTradePolicy.CancelBoth, 3, -4);
        SubmitCommand command = market.Order(1, Side.Buy, 990, 5, TimeInForce.GoodTillDate) with { Instructions = instructions };
        Assert.Equal(ResultCode.Ok, market.Run(command).Code);
        Assert.Equal(command, new MarketRecord(market.Log[^1]).ReadSubmit());
        var record = new MarketRecord(market.Log[^1]);
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.OrderRested)
            {
                Assert.Equal(instructions, record.ReadOrderRested().Instructions);
            }
        }

        Assert.Contains(EventKind.OrderRested, market.LastEvents());
    }

    [Fact]
    public void Instructions_that_fit_no_order_are_refused_and_change_nothing()
    {
        var market = new TestMarket();
        byte[] before = market.Engine.StateHash();
        SubmitCommand plain = market.Order(1, Side.Buy, 990, 5);
        SubmitCommand[] unsound =
        [
            plain with { TimeInForce = TimeInForce.GoodTillDate },
            plain with { Instructions = new OrderInstructions(ExpiresNs: market.NowNs + 1_000_000_000) },
            plain with { TimeInForce = TimeInForce.GoodTillDate, Instructions = new OrderInstructions(ExpiresNs: -1) },
            plain with { Instructions = new OrderInstructions(DisplayLots: -1) },
            plain with { TimeInForce = TimeInForce.FillOrKill, Instructions = new OrderInstructions(DisplayLots: 1) },
            plain with { Instructions = new OrderInstructions(SelfTrade: (SelfTradePolicy)4) },
            plain with { Instructions = new OrderInstructions(SelfTradeGroup: -1) },
            plain with { Flags = OrderFlags.PostOnly | OrderFlags.PostOnlySlide },
            plain with { Flags = OrderFlags.PostOnlySlide, TimeInForce = TimeInForce.ImmediateOrCancel },
            plain with { Flags = OrderFlags.ClosePosition },
            plain with { Flags = OrderFlags.ClosePosition, Lots = 0 },
            plain with { Flags = OrderFlags.ClosePosition | OrderFlags.ReduceOnly },
        ];
        foreach (SubmitCommand command in unsound)
        {
            Outcome outcome = market.Run(command);
            Assert.Equal((ResultCode.InvalidRequest, false), (outcome.Code, outcome.HasRecord));
        }

        Assert.Equal(before, market.Engine.StateHash());
    }

    [Fact]
    public void A_market_stored_in_another_version_is_refused_by_name()
    {
        var writer = new RecordWriter();
        new TestMarket().Engine.WriteSnapshot(writer);
        byte[] old = writer.Written.ToArray();
        old[0] = 1;
        var fault = Assert.Throws<CorruptRecordException>(() => MarketEngine.ReadSnapshot(old));
        Assert.Contains("version 1", fault.Message, StringComparison.Ordinal);
    }
}
