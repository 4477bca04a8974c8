using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A call of an account's grain that waits for its answer.</summary>
internal abstract class AccountCall
{
    /// <summary>The commands of the call.</summary>
    public abstract IReadOnlyList<object> Commands { get; }

    /// <summary>What the caller awaits.</summary>
    public abstract Task Answer { get; }

    /// <summary>Answers with a result for each command.</summary>
    public abstract void Say(params PlaceResult[] results);

    /// <summary>Ends the call without an answer.</summary>
    public abstract void Fail(Exception failure);
}
