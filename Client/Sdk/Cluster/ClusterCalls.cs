using System.Collections.Concurrent;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Single grain calls, and what their failures and codes mean for a caller.</summary>
internal static class ClusterCalls
{
    private static readonly ConcurrentDictionary<ResultCode, string> AllWords = new();

    /// <summary>Asks something that changes nothing.</summary>
    public static Task<T> AskAsync<T>(ClusterConnectionOptions options, Func<Task<T>> call, CancellationToken cancellation) =>
        RunAsync(options, call, failure => new ExchangeUnavailableException(NoAnswer(failure), failure), cancellation);

    /// <summary>Asks for a change: without an answer it may have happened.</summary>
    /// <param name="options">How long to wait.</param>
    /// <param name="call">The call.</param>
    /// <param name="order">Client order id of the order that it places, if it does.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<T> ChangeAsync<T>(
        ClusterConnectionOptions options, Func<Task<T>> call, string? order, CancellationToken cancellation) =>
        RunAsync(options, call, failure => Unanswered(failure, order), cancellation);

    /// <summary>What the failure of a change that ended without an answer means.</summary>
    /// <param name="change">The change, which has failed.</param>
    /// <param name="order">Client order id of the order that it places, if it does.</param>
    /// <param name="cancellation">Ended the wait, if it has ended.</param>
    public static MarketsException FailureOf(Task change, string? order, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return FailureOf(change.Exception?.InnerException ?? new TaskCanceledException(change), order);
    }

    /// <summary>What the failure of a change that ended without an answer means.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="order">Client order id of the order that it places, if it does.</param>
    public static MarketsException FailureOf(Exception failure, string? order) =>
        failure as MarketsException ?? Unanswered(failure, order);

    /// <summary>The failure that a code other than Ok is.</summary>
    public static MarketsException Failure(ResultCode code, string? order)
    {
        var error = new MarketsError((int)code, 0, Words(code));
        return code switch
        {
            ResultCode.Unknown or ResultCode.Superseded => new UnknownOutcomeException(error, order),
            ResultCode.Unavailable => new ExchangeUnavailableException(error),
            ResultCode.OrderNotFound => new OrderNotFoundException(error),
            ResultCode.Forbidden => new AccessDeniedException(error),
            _ when order is not null => new OrderRejectedException(error, order),
            _ => new RequestRejectedException(error),
        };
    }

    /// <summary>The name of a code as words: "price off grid".</summary>
    private static string Words(ResultCode code) => AllWords.GetOrAdd(code, static named =>
    {
        var letters = named.ToString().SelectMany(letter => char.IsUpper(letter) ? [' ', char.ToLowerInvariant(letter)] : new[] { letter });
        return string.Concat(letters).TrimStart();
    });

    // A grain call fails in many ways (no silo, a lost message, an activation that ended); none of them says what happened.
    private static async Task<T> RunAsync<T>(
        ClusterConnectionOptions options, Func<Task<T>> call, Func<Exception, MarketsException> explain, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await call().WaitAsync(options.Limits.AttemptTimeout, options.Time, cancellation);
        }
        catch (Exception failure) when (failure is not MarketsException && !cancellation.IsCancellationRequested)
        {
            throw explain(failure);
        }
    }

    private static UnknownOutcomeException Unanswered(Exception failure, string? order) => new(NoAnswer(failure), order, failure);

    private static MarketsError NoAnswer(Exception failure) =>
        new(0, 0, failure is TimeoutException ? "the cluster did not answer in time" : $"the cluster did not answer: {failure.Message}");
}
