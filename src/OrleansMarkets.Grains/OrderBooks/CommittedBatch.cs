namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>A committed batch of records.</summary>
/// <param name="FirstSequence">Sequence of its first record.</param>
/// <param name="Count">Records in it.</param>
/// <param name="Body">Their bytes, as the journal has them.</param>
internal readonly record struct CommittedBatch(long FirstSequence, int Count, byte[] Body);
