namespace OrleansMarkets.Core.Clearing;

/// <summary>A result under its id, in a slot of the <see cref="ResultStore"/>.</summary>
internal struct StoredResult
{
    public ResultKey Key;
    public ulong BodyHash;
    public long KeepUntilNs;
    public CommandResult Result;

    /// <summary>Next in its list; next free slot when unused.</summary>
    public int Next;
}
