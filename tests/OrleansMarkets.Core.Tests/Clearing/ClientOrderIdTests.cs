using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing;

public sealed class ClientOrderIdTests
{
    private const string Longest = "abcdefghijklmnopqrstuvwxyz-0123456_9";

    [Theory]
    [InlineData("a")]
    [InlineData("A-b_9")]
    [InlineData(Longest)]
    public void A_name_comes_out_as_it_went_in(string text)
    {
        ClientOrderId id = ClientOrderId.From(text);
        Assert.Equal((text, text.Length, false, false), (id.ToString(), id.Length, id.IsNone, id.IsMalformed));
        Assert.True(ClientOrderId.IsWellFormed(text));
        Assert.Equal(ClientOrderId.From(text), id);
    }

    [Fact]
    public void Nothing_is_no_name()
    {
        Assert.True(ClientOrderId.From("").IsNone);
        Assert.True(ClientOrderId.From(null).IsNone);
        Assert.Equal("", ClientOrderId.None.ToString());
    }

    [Theory]
    [InlineData(Longest + "x")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\0")]
    [InlineData("\u00ff")]
    [InlineData("a.b")]
    public void Another_form_is_refused(string text)
    {
        Assert.False(ClientOrderId.IsWellFormed(text));
        var market = new TestMarket();
        int before = market.Log.Count;
        SubmitCommand order = market.Order(1, Side.Buy, 1_000, 1) with { ClientOrderId = ClientOrderId.From(text) };
        Assert.Equal(ResultCode.InvalidRequest, market.Run(order).Code);
        Assert.Equal(before, market.Log.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my-order_7")]
    [InlineData(Longest)]
    public void The_record_of_a_submit_carries_the_whole_command(string text)
    {
        var market = new TestMarket();
        SubmitCommand order = market.Order(1, Side.Buy, 1_000, 5, reserve: 77) with { ClientOrderId = ClientOrderId.From(text) };
        market.Run(order);
        Assert.Equal(order, new MarketRecord(market.Log[^1]).ReadSubmit());
    }

    [Fact]
    public void Only_a_submit_has_a_submit()
    {
        var market = new TestMarket();
        Assert.Throws<InvalidOperationException>(() => new MarketRecord(market.Log[^1]).ReadSubmit());
    }

    [Fact]
    public void Under_one_id_another_name_is_another_body()
    {
        var market = new TestMarket();
        SubmitCommand order = market.Order(1, Side.Buy, 1_000, 5) with { ClientOrderId = ClientOrderId.From("mine") };
        Outcome first = market.Run(order);
        Outcome again = market.Run(order with { Stamp = market.NextStamp(1) });
        Assert.Equal((ResultCode.Ok, true, first.Result), (again.Code, again.IsRepeat, again.Result));
        SubmitCommand renamed = order with { Stamp = market.NextStamp(1), ClientOrderId = ClientOrderId.From("other") };
        Assert.Equal(ResultCode.DuplicateIdDifferentBody, market.Run(renamed).Code);
    }

    [Fact]
    public void The_state_does_not_know_the_name()
    {
        var named = new TestMarket();
        var nameless = new TestMarket();
        named.Run(named.Order(1, Side.Buy, 1_000, 5) with { ClientOrderId = ClientOrderId.From("mine") });
        nameless.Run(nameless.Order(1, Side.Buy, 1_000, 5));
        Assert.Equal(named.Log[^1].Length, nameless.Log[^1].Length + "mine".Length);
        Assert.Equal(Snapshot(named).Length, Snapshot(nameless).Length);
    }

    [Fact]
    public void The_first_record_says_how_the_market_was_listed()
    {
        var market = new TestMarket();
        var writer = new RecordWriter();
        new MarketEngine(market.Spec, market.First, TestMarket.StartNs).WriteSnapshot(writer);
        MarketGenesis genesis = MarketGenesis.Read(writer.Written);
        Assert.Equal((market.Spec, TestMarket.StartNs, MarketPhase.CancelOnly), (genesis.Spec, genesis.CreatedNs, genesis.Phase));
        Assert.Equal(market.First.Version, genesis.Parameters.Version);
        Assert.Equal(TestMarket.StartNs + Markets.TestMarkets.HourNs, genesis.NextFundingNs);
        Assert.Throws<CorruptRecordException>(() => MarketGenesis.Read(Snapshot(market)));
    }

    private static byte[] Snapshot(TestMarket market)
    {
        var writer = new RecordWriter();
        market.Engine.WriteSnapshot(writer);
        return writer.Written.ToArray();
    }
}
