using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Client.Cluster;

/// <summary>A command that waits for its account's grain, or is on its way there. It ends once.</summary>
/// <param name="item">The command.</param>
internal abstract class CarriedCommand(BatchItem item)
{
    private int _ended;

    /// <summary>The command.</summary>
    public BatchItem Item => item;

    /// <summary>Timestamp at which its caller handed it over.</summary>
    public long Since { get; set; }

    /// <summary>Whether it is an amendment, which travels with amendments only.</summary>
    public bool IsAmendment => item.Amend is not null;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>Ends it with what the account's grain answered, unless it has ended.</summary>
    /// <param name="result">The answer.</param>
    public void Succeed(in PlaceResult result)
    {
        if (TryEnd())
        {
            OnResult(result);
        }
    }

    /// <summary>Ends it without an answer, unless it has ended.</summary>
    /// <param name="failure">Why.</param>
    public void Fail(Exception failure)
    {
        if (TryEnd())
        {
            OnFailure(failure);
        }
    }

    /// <summary>Takes the answer; runs nothing of its caller's before it returns.</summary>
    protected abstract void OnResult(in PlaceResult result);

    /// <summary>Takes the failure; runs nothing of its caller's before it returns.</summary>
    protected abstract void OnFailure(Exception failure);

    private bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;
}
