using Orleans;

namespace OrleansMarkets.Grains;

/// <summary>
/// What every grain of the exchange derives from. A silo runs the first turn of an activation under the lock that its message queue
/// uses. A turn that calls another grain takes that one's lock too, so two grains whose first turns call each other could wait for each
/// other for ever, and with them the stop of the silo. The first turn here therefore ends before the grain does anything.
/// </summary>
public abstract class ExchangeGrain : Grain
{
    /// <inheritdoc/>
    public sealed override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        await ActivateAsync(cancellationToken);
    }

    /// <summary>Prepares the grain for its first call.</summary>
    /// <param name="cancellationToken">Ends the runtime's patience.</param>
    protected virtual Task ActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
