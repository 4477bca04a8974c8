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
    private long _filledLots;
    private long _filledQuanta;
    private long _feesQuanta;
    private OrderStatus _status;
    private ResultCode _rejectCode;
    private CancelReason _cancelReason;

    /// <summary>The order.</summary>
    public long OrderId { get; } = header.Sequence;

    /// <summary>Its client id, empty for none.</summary>
    public string ClientOrderId { get; } = command.ClientOrderId.IsNone ? string.Empty : command.ClientOrderId.ToString();

    /// <summary>Lots in the book.</summary>
    public long RestingLots { get; private set; }

    /// <summary>Its place among the resting orders of its price.</summary>
    public long Priority { get; private set; }

    /// <summary>Lots not filled yet, whether they rest or are still being matched.</summary>
    public long LeavesLots => _command.Lots - _filledLots;

    public CommandId CommandId => _command.Id;

    public long Account => _command.Account;

    public Side Side => _command.Side;

    public OrderType Type => _command.Type;

    public long PriceUnits => _command.PriceUnits;

    public long QuantityLots => _command.Lots;

    /// <summary>A fill, as taker or maker.</summary>
    public void Fill(in RecordHeader header, long lots, long notionalQuanta, long feeQuanta)
    {
        _filledLots += lots;
        _filledQuanta += notionalQuanta;
        _feesQuanta += feeQuanta;
        if (RestingLots > 0)
        {
            RestingLots -= lots;
            _status = RestingLots == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        }

        Stamp(header);
    }

    /// <summary>What is left enters the book.</summary>
    public void Rest(in OrderRestedEvent e, long priority)
    {
        RestingLots = e.Lots;
        Priority = priority;
        _status = _filledLots > 0 ? OrderStatus.PartiallyFilled : OrderStatus.Open;
    }

    /// <summary>Lots leave the book without trading.</summary>
    public void Cancel(in RecordHeader header, in OrderCancelledEvent e)
    {
        RestingLots -= e.Lots;
        _cancelReason = e.Reason;
        _status = RestingLots == 0 ? OrderStatus.Cancelled : _status;
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
        else if (result.RestingLots == 0)
        {
            _status = result.CancelledLots > 0 ? OrderStatus.Cancelled : OrderStatus.Filled;
        }
    }

    /// <summary>What everybody may see of it while it rests.</summary>
    public PublicOrder Public() => new(OrderId, Side, PriceUnits, RestingLots, Priority);

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
        _command.Flags,
        _command.PriceUnits,
        _command.Lots,
        _filledLots,
        _filledQuanta,
        _feesQuanta,
        RestingLots,
        _status,
        _rejectCode,
        _cancelReason,
        _createdNs,
        _updatedNs,
        _lastSequence);

    private void Stamp(in RecordHeader header)
    {
        _updatedNs = header.TimeNs;
        _lastSequence = header.Sequence;
    }
}
