using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>Topics of the private stream. Each but the wallet also comes for one category, as <c>order.linear</c>.</summary>
internal static class PrivateTopics
{
    /// <summary>Orders.</summary>
    public const string Order = "order";

    /// <summary>Executions.</summary>
    public const string Execution = "execution";

    /// <summary>Positions.</summary>
    public const string Position = "position";

    /// <summary>The wallet.</summary>
    public const string Wallet = "wallet";

    private static readonly string[] WithCategory = [Order, Execution, Position];

    /// <summary>Whether a topic exists.</summary>
    public static bool IsKnown(string topic) =>
        topic == Wallet || WithCategory.Contains(topic) || WithCategory.Any(name => InCategories(name).Contains(topic));

    /// <summary>The names under which a connection may have asked for something.</summary>
    /// <param name="name">The topic.</param>
    /// <param name="category">The category of what is sent.</param>
    public static (string All, string One) Names(string name, string category) => (name, $"{name}.{category}");

    private static string[] InCategories(string name) =>
        [$"{name}.{Categories.Spot}", $"{name}.{Categories.Linear}", $"{name}.inverse", $"{name}.option"];
}
