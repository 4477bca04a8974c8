using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Clearing.Pegs;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Journal;
using OrleansMarkets.Lab.Flows;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>
/// An order flow through what a market's step does with an order once it is known to be new: margin check and reserve, matching, clearing
/// of the rows, the bytes of the events and their checksum. Identity of commands (ids, stamps, stored results) and the copy of the command
/// in the record are not in it: <see cref="StepRun"/> has those. A replace is a cancel and a submit.
/// </summary>
internal sealed class ClearingRun
{
    private const int RecordCapacity = 1 << 20;

    /// <summary>Commands whose events share a buffer.</summary>
    private const int BatchCommands = 256;

    private readonly OrderFlow _flow;
    private readonly MarketState _state = new(StepMarket.Spec, StepMarket.Parameters, StepMarket.StartNs);
    private readonly EventSink _sink;
    private readonly Matcher _matcher;
    private readonly OrderDesk _orders;
    private readonly RecordWriter _writer = new(RecordCapacity);
    private readonly CollateralBalance[] _ledger = [new CollateralBalance(StepMarket.BalanceQuanta, 1_000_000)];
    private readonly MarginTerms _terms =
        MarginTerms.Of(StepMarket.Spec, StepMarket.Parameters, new MarketView(StepMarket.IndexUnits, MarkQuality.Fresh, 0));
    private readonly int[] _ends = new int[BatchCommands];
    private int _records;
    private long _nowNs = StepMarket.StartNs;

    public ClearingRun(OrderFlow flow)
    {
        _flow = flow;
        _sink = new EventSink(_state);
        var conditionals = new ConditionalDesk(_state, _sink);
        var links = new LinkDesk(_state, _sink, conditionals);
        _matcher = new Matcher(_state, _sink, links);
        var auctions = new AuctionDesk(_state, _sink, _matcher);
        _orders = new OrderDesk(_state, _sink, _matcher, conditionals, links, new PegDesk(_state, _sink), auctions);
        _sink.Begin(_writer);
        _state.CreateWellKnownRows();
        _state.Phase = MarketPhase.Open;
        _state.MarkUnits = StepMarket.IndexUnits;
    }

    /// <summary>Bytes of all events.</summary>
    public long EventBytes { get; private set; }

    /// <summary>Checksum over the checksums of all commands' events, so that none is computed for nothing.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Trades, prefill included.</summary>
    public long Trades => _state.Trades;

    /// <summary>Runs commands of the flow, batch by batch, as a book does.</summary>
    public void Run(int from, int end)
    {
        for (int start = from; start < end; start += BatchCommands)
        {
            RunBatch(_flow.Commands.AsSpan(start, Math.Min(BatchCommands, end - start)));
            SealBatch();
        }
    }

    private void RunBatch(ReadOnlySpan<OrderCommand> commands)
    {
        _writer.Clear();
        for (int at = 0; at < commands.Length; at++)
        {
            Execute(commands[at]);
            _ends[at] = _writer.Length;
        }

        _records = commands.Length;
    }

    private void Execute(in OrderCommand command)
    {
        _state.BeginStep(_state.Sequence + 1, ++_nowNs);
        if (command.Kind == OrderCommandKind.New)
        {
            Submit(command, command.OrderId, command.Rule);
        }
        else
        {
            Cancel(command.OrderId);
            if (command.Kind == OrderCommandKind.Replace)
            {
                Submit(command, command.NewOrderId, EntryRule.GoodTillCancelled);
            }
        }

        _state.CommitStep();
    }

    // A checksum for the events of each command.
    private void SealBatch()
    {
        ReadOnlySpan<byte> bytes = _writer.Written;
        int start = 0;
        for (int record = 0; record < _records; record++)
        {
            Checksum = Crc32C.Update(Checksum, Crc32C.Of(bytes[start.._ends[record]]));
            start = _ends[record];
        }

        EventBytes += bytes.Length;
    }

    private void Submit(in OrderCommand command, uint id, EntryRule rule)
    {
        long account = command.Account;
        Side side = command.IsBuy ? Side.Buy : Side.Sell;
        bool isMarket = rule == EntryRule.Market;
        long price = isMarket ? command.IsBuy ? StepMarket.Parameters.MaximumPriceUnits : 1 : command.PriceUnits;
        int row = _state.Rows.FindOrAdd(account, 0);
        var terms = new OrderTerms(side, command.Lots, isMarket ? StepMarket.IndexUnits : command.PriceUnits, false);
        Admission decision = Admit(row, terms);
        var submit = new SubmitCommand(
            default,
            account,
            default,
            0,
            1,
            side,
            isMarket ? OrderType.Market : OrderType.Limit,
            rule switch
            {
                EntryRule.ImmediateOrCancel or EntryRule.Market => TimeInForce.ImmediateOrCancel,
                EntryRule.FillOrKill => TimeInForce.FillOrKill,
                _ => TimeInForce.GoodTillCancelled,
            },
            rule == EntryRule.PostOnly ? OrderFlags.PostOnly : OrderFlags.None,
            price,
            0,
            command.Lots,
            decision.Code,
            decision.ReserveQuanta);
        Taker taker = OrderDesk.TakerOf(submit, id, row);
        if (_orders.CheckBook(submit, ref taker) == ResultCode.Ok)
        {
            _orders.Work(submit, ref taker);
        }
    }

    // As an account decides that has a stake in this market alone.
    private Admission Admit(int row, in OrderTerms terms)
    {
        if (RestOfAccount.TrySum(_ledger, [], 0, out RestOfAccount rest)
            && NarrowAdmission.TryDecide(
                rest, _state.Rows[row].MarginRow, _terms, terms, out Admission admission))
        {
            return admission;
        }

        throw new InvalidOperationException("The margin check of the flow is narrow.");
    }

    private void Cancel(uint id)
    {
        int slot = _state.Book.FindSlot(id);
        if (slot != LimitOrderBook.None)
        {
            _matcher.Cancel(slot, CancelReason.Requested);
        }
    }
}
