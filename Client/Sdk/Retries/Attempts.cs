namespace OrleansMarkets.Client.Retries;

/// <summary>Attempts whose failures are thrown, as attempts that give them.</summary>
internal static class Attempts
{
    /// <summary>Gives the failure of an attempt, or null.</summary>
    public static async ValueTask<MarketsException?> OfAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
            return null;
        }
        catch (MarketsException failure)
        {
            return failure;
        }
    }
}
