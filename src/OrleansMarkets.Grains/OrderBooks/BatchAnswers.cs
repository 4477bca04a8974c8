using System.Collections.Immutable;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// Collects what the steps of one batch gave: an answer a command, whose rows go back with them, and whose rows must be pushed. Used for
/// one batch after the other, within a turn.
/// </summary>
internal sealed class BatchAnswers
{
    private readonly Dictionary<long, int> _rowOf = [];
    private readonly List<long> _callers = [];
    private readonly HashSet<long> _touchedOnce = [];
    private readonly List<long> _touched = [];
    private ImmutableArray<CommandAnswer>.Builder _answers = ImmutableArray.CreateBuilder<CommandAnswer>();

    /// <summary>Accounts whose rows the batch changed, each once, in the order of their first change.</summary>
    public IReadOnlyList<long> Touched => _touched;

    /// <summary>Begins a batch.</summary>
    public void Begin(int commands)
    {
        _rowOf.Clear();
        _callers.Clear();
        _touchedOnce.Clear();
        _touched.Clear();
        _answers = ImmutableArray.CreateBuilder<CommandAnswer>(commands);
    }

    /// <summary>Takes a step's outcome.</summary>
    /// <param name="account">Whose command it was.</param>
    /// <param name="outcome">The outcome.</param>
    public void Add(long account, in StepOutcome outcome)
    {
        CommandResult result = outcome.Result;
        _answers.Add(new CommandAnswer(
            RowOf(account),
            outcome.Code,
            result.OrderId,
            BookMapping.Status(outcome.Code, result),
            result.FilledLots,
            result.FilledQuanta,
            result.RestingLots + result.WaitingLots,
            result.Sequence,
            outcome.IsRepeat));
        if (outcome.HasRecord)
        {
            foreach (long touched in outcome.TouchedAccounts)
            {
                if (_touchedOnce.Add(touched))
                {
                    _touched.Add(touched);
                }
            }
        }
    }

    /// <summary>Answers a command that was not executed.</summary>
    /// <param name="account">Whose command it was.</param>
    public void Refuse(long account) =>
        _answers.Add(default(CommandAnswer) with { Row = RowOf(account), Code = ResultCode.Unavailable });

    /// <summary>Whether the reply carries an account's row.</summary>
    public bool IsCaller(long account) => _rowOf.ContainsKey(account);

    /// <summary>The reply, with the rows as they are after the last step.</summary>
    public BatchReply ToReply(MarketEngine engine, long epoch)
    {
        ImmutableArray<RowImage>.Builder rows = ImmutableArray.CreateBuilder<RowImage>(_callers.Count);
        foreach (long account in _callers)
        {
            rows.Add(engine.ReadRow(account).ToContract());
        }

        return new BatchReply(ResultCode.Ok, epoch, engine.Sequence, _answers.MoveToImmutable(), rows.MoveToImmutable());
    }

    private int RowOf(long account)
    {
        if (!_rowOf.TryGetValue(account, out int place))
        {
            place = _callers.Count;
            _rowOf.Add(account, place);
            _callers.Add(account);
        }

        return place;
    }
}
