namespace OrleansMarkets.Journal;

/// <summary>A stream in a listing.</summary>
/// <param name="StreamId">The stream's id.</param>
/// <param name="Epoch">The epoch of its latest owner.</param>
/// <param name="Sequence">Its last sequence, 0 if it is empty.</param>
public readonly record struct JournalStreamInfo(string StreamId, long Epoch, long Sequence);
