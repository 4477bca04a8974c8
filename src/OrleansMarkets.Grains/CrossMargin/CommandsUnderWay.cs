using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// An account's commands that have no result yet: a retry joins the call under way, the same id with another body is refused. Finished ones
/// are swept out now and then, so that a command costs nothing more when it ends.
/// </summary>
internal sealed class CommandsUnderWay
{
    /// <summary>Commands of one account under way at a time.</summary>
    public const int Maximum = 512;

    private const int FirstSweep = 32;

    private readonly Dictionary<CommandKey, UnderWay> _commands = [];
    private int _sweepAt = FirstSweep;

    /// <summary>The answer for a command that must not start: joined, or refused; null when it may start.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="body">The command.</param>
    public Task<PlaceResult>? Find(CommandKey id, object body)
    {
        if (_commands.TryGetValue(id, out UnderWay running) && !running.Result.IsCompleted)
        {
            return WithoutDeadline(running.Body).Equals(WithoutDeadline(body))
                ? running.Result
                : Task.FromResult(PlaceResults.Rejected(ResultCode.DuplicateIdDifferentBody));
        }

        if (_commands.Count >= Maximum)
        {
            Sweep();
        }

        return _commands.Count < Maximum ? null : Task.FromResult(PlaceResults.Rejected(ResultCode.Unavailable));
    }

    /// <summary>Keeps a command that has started until it ends.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="body">The command.</param>
    /// <param name="result">Its result.</param>
    public Task<PlaceResult> Keep(CommandKey id, object body, Task<PlaceResult> result)
    {
        if (!result.IsCompleted)
        {
            if (_commands.Count >= _sweepAt)
            {
                Sweep();
            }

            _commands[id] = new UnderWay(body, result);
        }

        return result;
    }

    // A deadline is no part of the body, here as in the book.
    private static object WithoutDeadline(object body) => body switch
    {
        PlaceOrder order => order with { DeadlineNs = 0 },
        CancelRequest cancel => cancel with { DeadlineNs = 0 },
        _ => body,
    };

    private void Sweep()
    {
        foreach ((CommandKey id, UnderWay command) in _commands)
        {
            if (command.Result.IsCompleted)
            {
                _commands.Remove(id);
            }
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _commands.Count);
    }

    private readonly record struct UnderWay(object Body, Task<PlaceResult> Result);
}
