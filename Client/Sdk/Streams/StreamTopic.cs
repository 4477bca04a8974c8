namespace OrleansMarkets.Client.Streams;

/// <summary>Where a stream comes from.</summary>
/// <param name="Path">Path of the socket.</param>
/// <param name="Topic">The topic.</param>
/// <param name="IsPrivate">Whether the socket has to be authenticated.</param>
internal sealed record StreamTopic(string Path, string Topic, bool IsPrivate);
