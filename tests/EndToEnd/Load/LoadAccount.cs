using System.Collections.Concurrent;

namespace OrleansMarkets.EndToEnd.Load;

/// <summary>One client of the load: an account that trades in one market.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Client">Its key.</param>
/// <param name="Symbol">Its market.</param>
internal sealed record LoadAccount(int Number, SignedClient Client, string Symbol)
{
    /// <summary>Resting orders that were acknowledged and that nobody has cancelled, the newest on top.</summary>
    public ConcurrentStack<SentOrder> Resting { get; } = new();
}
