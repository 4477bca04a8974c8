namespace OrleansMarkets.Cli;

/// <summary>What the user has to put right, in words.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
