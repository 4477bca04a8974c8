using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>An order while it can change. Everything that never changes is in the command.</summary>
/// <param name="symbol">The market.</param>
/// <param name="command">The command that submitted it.</param>
/// <param name="header">Head of its record.</param>
internal sealed class OrderEntry(string symbol, in SubmitCommand command, in RecordHeader header)
{
    private readonly SubmitCommand _command = command;
    private readonly long _createdNs = header.TimeNs;
    private long _updatedNs = header.TimeNs;
    private long _lastSequence = header.Sequence;
    private OrderFlags _flags = command.Flags;
    private long _priceUnits = command.PriceUnits;
    private OrderInstructions? _instructions = command.Instructions;
    private long _triggerUnits = command.Instructions?.Trigger.PriceUnits ?? 0;
    private long _quantityLots = command.Lots;
    private long _filledLots;
    private long _filledQuanta;
    private long _feesQuanta;
    private OrderStatus _status;
    private ResultCode _rejectCode;
    private CancelReason _cancelReason;
    private bool _endedWaiting;

    /// <summary>The order.</summary>
    public long OrderId { get; } = header.Sequence;

    /// <summary>Its client id, empty for none.</summary>
    public string ClientOrderId { get; } = command.ClientOrderId.IsNone ? string.Empty : command.ClientOrderId.ToString();

    /// <summary>Lots in the book, shown or hidden.</summary>
    public long RestingLots { get; private set; }

    /// <summary>Lots in the book that everybody may see.</summary>
    public long ShownLots { get; private set; }

    /// <summary>Lots that wait for a trigger or a parent.</summary>
    public long WaitingLots { get; private set; }

    /// <summary>Its place among the resting orders of its price.</summary>
    public long Priority { get; private set; }

    /// <summary>Lots not filled yet, whether they rest or are still being matched.</summary>
    public long LeavesLots => _quantityLots - _filledLots;

    public CommandId CommandId => _command.Id;

    public long Account => _command.Account;

    public Side Side => _command.Side;

    public OrderType Type => _command.Type;

    /// <summary>Price at which it rests: its limit, or the bound of a market order that takes part in an auction.</summary>
    public long PriceUnits => _priceUnits;

    public long QuantityLots => _quantityLots;

    /// <summary>A fill, as taker or maker.</summary>
    public void Fill(in RecordHeader header, long lots, long notionalQuanta, long feeQuanta)
    {
        _filledLots += lots;
        _filledQuanta += notionalQuanta;
        _feesQuanta += feeQuanta;
        if (RestingLots > 0)
        {
            RestingLots -= lots;
            ShownLots -= lots;
            _status = RestingLots == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        }

        Stamp(header);
    }

    /// <summary>What is left enters the book.</summary>
    public void Rest(in OrderRestedEvent e, long priority)
    {
        long displayLots = e.Instructions?.DisplayLots ?? 0;
        RestingLots = e.Lots;
        ShownLots = displayLots == 0 ? e.Lots : Math.Min(displayLots, e.Lots);
        _quantityLots = _quantityLots == 0 ? e.OriginalLots : _quantityLots;
        _priceUnits = e.PriceUnits;
        _flags = e.Flags;
        Priority = priority;
        _status = _filledLots > 0 ? OrderStatus.PartiallyFilled : OrderStatus.Open;
    }

    /// <summary>Lots leave the book without trading.</summary>
    public void Cancel(in RecordHeader header, in OrderCancelledEvent e)
    {
        Withdraw(e.Lots);
        _cancelReason = e.Reason;
        _status = RestingLots == 0 ? OrderStatus.Cancelled : _status;
        Stamp(header);
    }

    /// <summary>An iceberg shows new lots, behind all orders of its price.</summary>
    public void Refill(in OrderRefilledEvent e, long priority)
    {
        ShownLots += e.Lots;
        Priority = priority;
    }

    /// <summary>It has new terms and keeps its place, or leaves the book to enter it again.</summary>
    public void Amend(in RecordHeader header, in OrderAmendedEvent e)
    {
        _quantityLots = e.GoneLots + e.Lots;
        Withdraw(e.KeepsPlace ? RestingLots - e.Lots : RestingLots);
        Stamp(header);
    }

    /// <summary>It waits.</summary>
    public void Wait(in OrderWaitingEvent e)
    {
        WaitingLots = e.Lots;
        _triggerUnits = e.TriggerUnits;
        _status = OrderStatus.Untriggered;
    }

    /// <summary>Lots of it wait no more and are gone.</summary>
    public void ReduceWaiting(in RecordHeader header, in WaitingReducedEvent e)
    {
        WaitingLots -= e.Lots;
        _cancelReason = e.Reason;
        _endedWaiting = WaitingLots == 0;
        _status = _endedWaiting ? OrderStatus.Cancelled : _status;
        Stamp(header);
    }

    /// <summary>It waits on under new terms.</summary>
    public void AmendWaiting(in RecordHeader header, in WaitingAmendedEvent e)
    {
        WaitingLots = e.Lots;
        _quantityLots = _quantityLots == 0 ? 0 : e.GoneLots + e.Lots;
        _priceUnits = e.PriceUnits;
        _triggerUnits = e.TriggerUnits;
        if (_instructions is { Trigger: { Kind: not TriggerKind.None } trigger })
        {
            _instructions = _instructions with
            {
                Trigger = trigger with
                {
                    PriceUnits = trigger.Kind == TriggerKind.TrailingStop ? 0 : e.TriggerUnits,
                    TrailUnits = e.TrailUnits,
                    TrailPpm = e.TrailPpm,
                },
            };
        }

        Stamp(header);
    }

    /// <summary>Its trigger stands somewhere else.</summary>
    public void SetTrigger(in RecordHeader header, in TriggerSetEvent e)
    {
        _triggerUnits = e.TriggerUnits;
        Stamp(header);
    }

    /// <summary>It waits no more and is being matched.</summary>
    public void Enter(in RecordHeader header, in OrderTriggeredEvent e)
    {
        _quantityLots = _quantityLots == 0 ? e.Lots : _quantityLots;
        WaitingLots = 0;
        Stamp(header);
    }

    /// <summary>It rests at another price.</summary>
    public void Move(in RecordHeader header, long priceUnits, long priority)
    {
        _priceUnits = priceUnits;
        Priority = priority;
        Stamp(header);
    }

    /// <summary>The step that decided the order has ended.</summary>
    public void Decide(in CommandResult result)
    {
        _cancelReason = result.CancelReason;
        if (result.Code != ResultCode.Ok)
        {
            _status = OrderStatus.Rejected;
            _rejectCode = result.Code;
        }
        else if (result.RestingLots == 0 && result.WaitingLots == 0)
        {
            _status = result.CancelledLots > 0 ? OrderStatus.Cancelled : OrderStatus.Filled;
        }
    }

    /// <summary>What everybody may see of it while it rests.</summary>
    public PublicOrder Public() => new(OrderId, Side, PriceUnits, ShownLots, Priority);

    /// <summary>The order as it is now.</summary>
    public OrderImage Image() => new(
        symbol,
        _command.Account,
        OrderId,
        _command.Id,
        ClientOrderId,
        _command.Side,
        _command.Type,
        _command.TimeInForce,
        _flags,
        _priceUnits,
        _quantityLots,
        _filledLots,
        _filledQuanta,
        _feesQuanta,
        RestingLots,
        _status,
        _rejectCode,
        _cancelReason,
        _createdNs,
        _updatedNs,
        _lastSequence,
        WaitingLots,
        _triggerUnits,
        _instructions,
        _endedWaiting);

    // Hidden lots go first.
    private void Withdraw(long lots)
    {
        RestingLots -= lots;
        ShownLots = Math.Min(ShownLots, RestingLots);
    }

    private void Stamp(in RecordHeader header)
    {
        _updatedNs = header.TimeNs;
        _lastSequence = header.Sequence;
    }
}
