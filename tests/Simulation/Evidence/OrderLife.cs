using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>One order from its submit on: what was asked for, and what became of it.</summary>
/// <param name="orderId">The order.</param>
/// <param name="command">What was asked for.</param>
internal sealed class OrderLife(long orderId, in SubmitCommand command)
{
    public long OrderId => orderId;

    public long Account { get; } = command.Account;

    public CommandId CommandId { get; } = command.Id;

    public Side Side { get; } = command.Side;

    public OrderType Type { get; } = command.Type;

    public TimeInForce TimeInForce { get; } = command.TimeInForce;

    public OrderFlags Flags { get; } = command.Flags;

    public OrderInstructions Instructions { get; } = command.Instructions ?? new OrderInstructions();

    /// <summary>The limit, or the bound of a market order; 0 for none. Amendments change it.</summary>
    public long WorstUnits { get; set; } = command.Type == OrderType.Market ? command.WorstPriceUnits : command.PriceUnits;

    /// <summary>Quantity as it was submitted.</summary>
    public long AskedLots { get; } = command.Lots;

    /// <summary>Quantity of the whole order: as submitted, as it was entered after a wait, or as amended last.</summary>
    public long QuantityLots { get; set; } = command.Lots;

    public long FilledLots { get; set; }

    public long CancelledLots { get; set; }

    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);

    public bool Closes => Flags.HasFlag(OrderFlags.ClosePosition);

    /// <summary>Whether it never takes.</summary>
    public bool IsPostOnly => (Flags & (OrderFlags.PostOnly | OrderFlags.PostOnlySlide)) != 0;

    public bool IsImmediate => TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;

    /// <summary>Whether another order must not trade with this one as the taker.</summary>
    public bool IsOwn(long account, long selfTradeGroup) =>
        account == Account || (Instructions.SelfTradeGroup != 0 && Instructions.SelfTradeGroup == selfTradeGroup);

    public override string ToString() =>
        $"order {OrderId} of {Account} ({Side} {Type} {TimeInForce} {Flags} {WorstUnits} x {QuantityLots}, {Instructions})";
}
