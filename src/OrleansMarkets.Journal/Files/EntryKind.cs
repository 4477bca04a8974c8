namespace OrleansMarkets.Journal.Files;

/// <summary>What an entry of a segment records.</summary>
internal enum EntryKind : byte
{
    Batch = 1,
    Epoch = 2,
}
