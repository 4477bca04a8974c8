using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A call with several commands.</summary>
/// <param name="batch">The commands.</param>
internal sealed class BatchCall(OrderBatch batch) : AccountCall
{
    private readonly TaskCompletionSource<OrderBatchResult> _answer = new();

    public override IReadOnlyList<object> Commands =>
        [.. batch.Items.Select(item => (object?)item.Place ?? (object?)item.Amend ?? item.Cancel!)];

    public override Task Answer => _answer.Task;

    public override void Say(params PlaceResult[] results) => _answer.SetResult(new OrderBatchResult(ResultCode.Ok, [.. results]));

    public override void Fail(Exception failure) => _answer.SetException(failure);

    /// <summary>Refuses the whole batch.</summary>
    public void Refuse(ResultCode code) => _answer.SetResult(new OrderBatchResult(code, []));
}
