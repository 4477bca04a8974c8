namespace OrleansMarkets.Core.Clearing;

/// <summary>An assertion of the market failed: the activation is dead and its state must be rebuilt from the log.</summary>
/// <param name="message">Which assertion, with the values.</param>
public sealed class InvariantViolationException(string message) : Exception(message);
