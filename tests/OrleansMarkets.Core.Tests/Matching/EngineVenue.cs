using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>The market engine as a matching venue.</summary>
internal sealed class EngineVenue : IMatchingVenue
{
    private readonly Dictionary<long, int> _numbers = [];
    private readonly Dictionary<int, long> _ids = [];
    private readonly List<MatchingEvent> _events = [];
    private int _submitted;
    private int _steps;

    public TestMarket Market { get; } = new(TwinRules.Parameters);

    public List<MatchingEvent> TakeEvents()
    {
        List<MatchingEvent> taken = [.. _events];
        _events.Clear();
        return taken;
    }

    public long NowMs => (Market.NowNs - TestMarket.StartNs) / TestMarket.Ms;

    public ResultCode Submit(
        int account, Side side, long price, long lots, TimeInForce force, OrderFlags flags, OrderInstructions? instructions = null)
    {
        int number = ++_submitted;
        OrderInstructions? absolute = instructions is { ExpiresNs: not 0 }
            ? instructions with { ExpiresNs = TestMarket.StartNs + (instructions.ExpiresNs * TestMarket.Ms) }
            : instructions;
        Outcome outcome = Market.Run(Market.Order(account, side, price, lots, force, flags) with { Instructions = absolute });
        _numbers[outcome.Result.Sequence] = number;
        _ids[number] = outcome.Result.Sequence;
        Collect(outcome);
        return outcome.Code;
    }

    public ResultCode Cancel(int account, int order)
    {
        Outcome outcome = Market.Cancel(account, _ids.GetValueOrDefault(order, long.MaxValue));
        Collect(outcome);
        return outcome.Code;
    }

    public ResultCode Amend(int account, int order, long price, long lots)
    {
        Outcome outcome = Market.Run(Market.AmendOf(account, _ids.GetValueOrDefault(order, long.MaxValue), price, lots));
        Collect(outcome);
        return outcome.Code;
    }

    public void CancelMany(int account, Side side, long tag) => Collect(Market.Run(Market.MassCancelOf(account, side, tag)));

    public void SetTimer(int account, long atMs) => Collect(Market.Run(new SetCancelTimerCommand(
        account, Market.NextStamp(account), atMs == 0 ? 0 : TestMarket.StartNs + (atMs * TestMarket.Ms))));

    public void Wait(int milliseconds) => Market.NowNs += milliseconds * TestMarket.Ms;

    public void Touch(int account, TouchCancel cancel) => Collect(Market.Touch(account, cancel));

    public long Liquidate(int account, Side side, long lots, long limit)
    {
        Outcome outcome = Market.Run(new LiquidateCommand(account, Market.NextStamp(account), 1, ++_steps, side, lots, limit, 0, 0));
        _numbers[outcome.Liquidation.Sequence] = 0;
        Collect(outcome);
        return outcome.Liquidation.ClosedLots;
    }

    public long PositionOf(int account) => Market.Row(account).SizeLots;

    public List<DepthLevel> Depth(Side side)
    {
        var levels = new DepthLevel[1_000];
        return [.. levels.AsSpan(0, Market.Engine.Book.CopyDepth(side, levels))];
    }

    private void Collect(Outcome outcome)
    {
        Assert.True(outcome.HasRecord);
        var record = new MarketRecord(Market.Log[^1]);
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.Trade)
            {
                TradeEvent trade = record.ReadTrade();
                _events.Add(MatchingEvent.Trade(
                    _numbers[trade.MakerOrderId], _numbers[trade.TakerOrderId], trade.PriceUnits, trade.Lots));
            }
            else if (kind == EventKind.OrderRested)
            {
                OrderRestedEvent rested = record.ReadOrderRested();
                _events.Add(MatchingEvent.Rest(_numbers[rested.OrderId], rested.PriceUnits, rested.Lots));
            }
            else if (kind == EventKind.OrderCancelled)
            {
                OrderCancelledEvent cancelled = record.ReadOrderCancelled();
                _events.Add(MatchingEvent.Cancel(_numbers[cancelled.OrderId], cancelled.Lots, cancelled.Reason));
            }
            else if (kind == EventKind.OrderRefilled)
            {
                OrderRefilledEvent refilled = record.ReadOrderRefilled();
                _events.Add(MatchingEvent.Refill(_numbers[refilled.OrderId], refilled.Lots));
            }
            else if (kind == EventKind.OrderAmended)
            {
                OrderAmendedEvent amended = record.ReadOrderAmended();
                _events.Add(MatchingEvent.Amend(_numbers[amended.OrderId], amended.PriceUnits, amended.Lots, amended.KeepsPlace));
            }
        }
    }
}
