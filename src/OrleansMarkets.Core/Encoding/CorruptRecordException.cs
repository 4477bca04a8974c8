namespace OrleansMarkets.Core.Encoding;

/// <summary>Bytes that do not follow the record's layout: truncated, out of range, or followed by more than expected.</summary>
/// <param name="message">What was expected.</param>
/// <param name="inner">What the reading ran into, if anything.</param>
public sealed class CorruptRecordException(string message, Exception? inner = null) : Exception(message, inner);
