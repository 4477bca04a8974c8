namespace OrleansMarkets.Silo.Prices;

/// <summary>Waiting in a loop that ends with the host.</summary>
internal static class TimerExtensions
{
    /// <summary>Waits for the next tick.</summary>
    /// <returns>Whether there is one; false when the host stops.</returns>
    public static async ValueTask<bool> NextTickOrStopAsync(this PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
