namespace Orleans.Configuration;

/// <summary>How calls of a client are carried.</summary>
public sealed class ClientMessagingOptions : MessagingOptions;
