using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Ids of commands that need no name.</summary>
internal static class CommandKeys
{
    /// <summary>An id that nobody used before.</summary>
    public static CommandKey New() => new(UniqueIds.Process, UniqueIds.Next());
}
