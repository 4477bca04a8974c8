namespace OrleansMarkets.Journal;

/// <summary>The reading side of a store: lists and reads streams, takes no epoch, never truncates or repairs anything.</summary>
public interface IJournalCatalog
{
    /// <summary>The limits of this store.</summary>
    JournalLimits Limits { get; }

    /// <summary>
    /// The streams whose id starts with a prefix, in ordinal order after <paramref name="afterStreamId"/> (null: from the first), at
    /// most <paramref name="limit"/> and at most <see cref="JournalLimits.MaxListedStreams"/>; empty at the end.
    /// </summary>
    ValueTask<IReadOnlyList<JournalStreamInfo>> ListAsync(
        string prefix, string? afterStreamId, int limit, CancellationToken cancellationToken);

    /// <summary>Opens a stream for reading; throws <see cref="JournalErrorCodes.NotFound"/> if there is none of this id.</summary>
    ValueTask<IJournalReader> OpenReadOnlyAsync(string streamId, CancellationToken cancellationToken);
}
