namespace OrleansMarkets.Journal.Files;

/// <summary>A flush failed: what the disk holds is unknown, and the process must end.</summary>
internal sealed class FlushFailedException(Exception inner) : Exception("The journal's segment could not be flushed.", inner);
