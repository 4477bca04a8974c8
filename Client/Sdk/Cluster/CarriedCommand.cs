using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Client.Cluster;

/// <summary>A command that waits for its account's grain, or is on its way there; its task is the outcome.</summary>
/// <param name="item">The command.</param>
/// <param name="since">Timestamp at which its caller handed it over.</param>
internal sealed class CarriedCommand(BatchItem item, long since)
    : TaskCompletionSource<PlaceResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The command.</summary>
    public BatchItem Item => item;

    /// <summary>Timestamp at which its caller handed it over.</summary>
    public long Since => since;

    /// <summary>Whether it is an amendment, which travels with amendments only.</summary>
    public bool IsAmendment => item.Amend is not null;

    /// <summary>Ends it without an answer, unless it has ended.</summary>
    /// <param name="failure">Why.</param>
    public void Fail(Exception failure)
    {
        TrySetException(failure);

        // Its caller may have stopped waiting: a failure that nobody asks for is no fault of the program.
        _ = Task.Exception;
    }
}
