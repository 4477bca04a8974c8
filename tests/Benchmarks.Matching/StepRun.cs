using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Journal;
using OrleansMarkets.Lab.Flows;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>
/// An order flow through the whole step of a market: margin check and reserve, stamps, results, matching, clearing, the record and its
/// checksum. A replace is a cancel and a submit.
/// </summary>
internal sealed class StepRun
{
    private const int RecordCapacity = 1 << 22;
    private const int HintLead = 8;

    private readonly OrderFlow _flow;
    private readonly bool _checksMargin;
    private readonly long _stepNs;
    private readonly MarketEngine _engine = new(StepMarket.Spec, StepMarket.Parameters, StepMarket.StartNs);
    private readonly RecordWriter _writer = new(RecordCapacity);
    private readonly long[] _orderOf;
    private readonly long[] _ownerOf;
    private readonly long[] _stamps;
    private readonly MarketExposure[] _exposures = new MarketExposure[1];
    private readonly CollateralBalance[] _ledger = [new CollateralBalance(StepMarket.BalanceQuanta, 1_000_000)];
    private long _nowNs = StepMarket.StartNs;
    private ulong _commands;
    private int _hinted;
    private ulong _hintedCommands;

    public StepRun(OrderFlow flow, bool checksMargin, long stepNs)
    {
        _flow = flow;
        _checksMargin = checksMargin;
        _stepNs = stepNs;
        _orderOf = new long[flow.HighestOrderId + 1];
        _ownerOf = new long[flow.HighestOrderId + 1];
        _stamps = new long[flow.Commands.Max(command => command.Account) + 1];
        var index = new UpdateIndexCommand(StepMarket.IndexUnits * StepMarket.PriceUnitE8, 1, ++_nowNs, true);
        _engine.Execute(index, _nowNs, _writer);
    }

    /// <summary>Bytes of all records.</summary>
    public long RecordBytes { get; private set; }

    /// <summary>Checksum over the records' checksums, so that none is computed for nothing.</summary>
    public uint Checksum { get; private set; }

    public long Trades => _engine.Trades;

    public void CheckInvariants() => _engine.CheckInvariants();

    /// <summary>Runs commands of the flow.</summary>
    public void Run(int from, int end)
    {
        for (int at = from; at < end; at++)
        {
            LookAhead(Math.Min(at + HintLead, end));
            ref readonly OrderCommand command = ref _flow.Commands[at];
            if (command.Kind != OrderCommandKind.New)
            {
                Cancel(command.OrderId);
            }

            if (command.Kind == OrderCommandKind.New)
            {
                Submit(command, command.OrderId, command.Rule);
            }
            else if (command.Kind == OrderCommandKind.Replace)
            {
                Submit(command, command.NewOrderId, EntryRule.GoodTillCancelled);
            }

            if (_writer.Length > RecordCapacity / 2)
            {
                _writer.Clear();
            }
        }
    }

    // As a book's grain does for the commands of a batch.
    private void LookAhead(int end)
    {
        StepHints hints = _engine.Hints;
        for (; _hinted < end; _hinted++)
        {
            ref readonly OrderCommand command = ref _flow.Commands[_hinted];
            if (command.Kind != OrderCommandKind.New)
            {
                hints.Expect(Math.Max(1, _ownerOf[command.OrderId]), new CommandId(1, ++_hintedCommands));
            }

            if (command.Kind is OrderCommandKind.New or OrderCommandKind.Replace)
            {
                hints.Expect(command.Account, new CommandId(1, ++_hintedCommands));
            }
        }
    }

    private void Submit(in OrderCommand command, uint id, EntryRule rule)
    {
        long account = command.Account;
        Side side = command.IsBuy ? Side.Buy : Side.Sell;
        bool isMarket = rule == EntryRule.Market;
        long reserve = 0;
        if (_checksMargin)
        {
            long price = isMarket ? StepMarket.IndexUnits : command.PriceUnits;
            _exposures[0] = new MarketExposure(
                StepMarket.Spec,
                StepMarket.Parameters,
                _engine.ReadRow(account),
                new MarketView(_engine.MarkUnits, MarkQuality.Fresh, _engine.FundingIndex),
                0,
                0,
                0,
                0);
            AdmissionDecision decision =
                OrderAdmission.Decide(_ledger, _exposures, 0, new OrderTerms(side, command.Lots, price, false), 0);
            reserve = decision.ReserveQuanta;
        }

        var submit = new SubmitCommand(
            new CommandId(1, ++_commands),
            account,
            new CallStamp(1, ++_stamps[account]),
            _nowNs + (5 * StepMarket.SecondNs),
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
            isMarket ? 0 : command.PriceUnits,
            0,
            command.Lots,
            ResultCode.Ok,
            reserve);
        int start = _writer.Length;
        StepOutcome outcome = _engine.Execute(submit, _nowNs += _stepNs, _writer);
        Seal(start);
        _orderOf[id] = outcome.Result.OrderId;
        _ownerOf[id] = account;
    }

    private void Cancel(uint id)
    {
        long account = Math.Max(1, _ownerOf[id]);
        var cancel = new CancelCommand(
            new CommandId(1, ++_commands),
            account,
            new CallStamp(1, ++_stamps[account]),
            _nowNs + (5 * StepMarket.SecondNs),
            Math.Max(1, _orderOf[id]),
            default);
        int start = _writer.Length;
        _engine.Execute(cancel, _nowNs += _stepNs, _writer);
        Seal(start);
    }

    private void Seal(int start)
    {
        ReadOnlySpan<byte> record = _writer.Written[start..];
        RecordBytes += record.Length;
        Checksum = Crc32C.Update(Checksum, Crc32C.Of(record));
    }
}
