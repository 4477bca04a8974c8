using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Conformance.Grains;

[RandomPlacement]
public sealed class LifeGrain(Greeting greeting) : Grain, ILifeGrain
{
    private int _activation;

    private string Book => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Write(Book, "activate");
        _activation = Journal.Read(Book).Count(line => line == "activate");
        return Book.StartsWith("bad-once", StringComparison.Ordinal) && _activation == 1
            ? throw new ArgumentException("activation failed as told")
            : Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(Book, "deactivate " + reason.ReasonCode);
        return Task.CompletedTask;
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndAfter(string gate)
    {
        DeactivateOnIdle();
        await Gates.Get(gate).Pass();
    }

    public async Task Slow(string gate)
    {
        await Gates.Get(gate).Pass();
        Journal.Write(Book, "slow is done");
    }

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public Task FailQuietly(string message)
    {
        Journal.Write(Book, "failed quietly");
        throw new InvalidOperationException(message);
    }

    public async Task<string> WaitFor(string gate, CancellationToken cancellationToken)
    {
        Gates.Get(gate).Mark();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
        await cancelled.Task;
        Journal.Write(Book, "cancelled");
        return "cancelled";
    }

    public async Task<string> Context(bool goDeeper)
    {
        var seen = RequestContext.Get("name") as string ?? "nothing";
        RequestContext.Set("name", "changed by the callee");
        return goDeeper ? seen + ", " + await GrainFactory.GetGrain<ILifeGrain>(Book + "/deeper").Context(false) : seen + greeting.Text;
    }
}
