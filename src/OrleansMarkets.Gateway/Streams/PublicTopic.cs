using OrleansMarkets.Gateway.Markets;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>A topic of a public stream.</summary>
/// <param name="Name">As clients name it.</param>
/// <param name="Content">What it carries.</param>
/// <param name="Levels">Levels a side of a book.</param>
/// <param name="Market">Its market.</param>
internal sealed record PublicTopic(string Name, TopicContent Content, int Levels, GatewayMarket Market);
