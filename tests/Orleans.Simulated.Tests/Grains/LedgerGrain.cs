using Orleans.Runtime;

namespace Orleans.Simulated.Tests.Grains;

public sealed class LedgerGrain(LedgerBook book, TimeProvider clock) : Grain, ILedgerGrain, IRemindable
{
    private int _activation;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(2), clock, cancellationToken);
        _activation = book.NextActivation(this.GetPrimaryKeyString());
    }

    public async Task<long> Deposit(string id, long amount)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), clock);
        return book.Deposit(this.GetPrimaryKeyString(), id, amount);
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task<int> Reminded() => Task.FromResult(book.Reminded);

    public Task Remind(TimeSpan period) => this.RegisterOrUpdateReminder("reminder", period, period);

    public Task Beat()
    {
        this.RegisterGrainTimer(
            () =>
            {
                book.Beats.Add($"{_activation} at {(int)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds}");
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        book.Reminded++;
        return Task.CompletedTask;
    }
}
