using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A call with one command.</summary>
/// <param name="command">The command.</param>
internal sealed class SingleCall(object command) : AccountCall
{
    private readonly TaskCompletionSource<PlaceResult> _answer = new();

    public override IReadOnlyList<object> Commands => [command];

    public override Task Answer => _answer.Task;

    public override void Say(params PlaceResult[] results) => _answer.SetResult(Assert.Single(results));

    public override void Fail(Exception failure) => _answer.SetException(failure);
}
