using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// An account's commands that have no result yet: a retry joins the call under way, the same id with another body is refused.
/// </summary>
internal sealed class CommandsUnderWay
{
    /// <summary>Commands of one account under way at a time.</summary>
    public const int Maximum = 512;

    private readonly Dictionary<CommandKey, UnderWay> _commands = [];

    /// <summary>The answer for a command that must not start: joined, or refused; null when it may start.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="body">The command.</param>
    public Task<PlaceResult>? Find(CommandKey id, object body)
    {
        if (_commands.TryGetValue(id, out UnderWay running))
        {
            return WithoutDeadline(running.Body).Equals(WithoutDeadline(body))
                ? running.Result
                : Task.FromResult(PlaceResults.Rejected(ResultCode.DuplicateIdDifferentBody));
        }

        return _commands.Count < Maximum ? null : Task.FromResult(PlaceResults.Rejected(ResultCode.Unavailable));
    }

    /// <summary>Keeps a command that has started until it is forgotten.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="body">The command.</param>
    /// <param name="result">Its result.</param>
    public Task<PlaceResult> Keep(CommandKey id, object body, Task<PlaceResult> result)
    {
        if (!result.IsCompleted)
        {
            _commands[id] = new UnderWay(body, result);
        }

        return result;
    }

    /// <summary>Lets go of a command that has its result.</summary>
    /// <param name="id">The command's id.</param>
    public void Forget(CommandKey id) => _commands.Remove(id);

    // A deadline is no part of the body, here as in the book.
    private static object WithoutDeadline(object body) => body switch
    {
        PlaceOrder order => order with { DeadlineNs = 0 },
        CancelRequest cancel => cancel with { DeadlineNs = 0 },
        AmendRequest amendment => amendment with { DeadlineNs = 0 },
        MassCancelRequest cancel => cancel with { DeadlineNs = 0 },
        _ => body,
    };

    private readonly record struct UnderWay(object Body, Task<PlaceResult> Result);
}
