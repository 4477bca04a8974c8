namespace OrleansMarkets.Journal.Files;

/// <summary>All streams of a directory, sorted for listing.</summary>
internal sealed class FileStreamTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FileStreamState> _streams;
    private readonly SortedSet<string> _sorted;
    private readonly JournalLimits _limits;

    public FileStreamTable(Dictionary<string, FileStreamState> streams, JournalLimits limits)
    {
        _streams = streams;
        _sorted = new SortedSet<string>(streams.Keys, StringComparer.Ordinal);
        _limits = limits;
        foreach (FileStreamState stream in streams.Values)
        {
            stream.Tentative = stream.Head;
        }
    }

    public FileStreamState Find(string streamId)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(streamId, out FileStreamState? stream) && stream.Head.Epoch > 0
                ? stream
                : throw new JournalException(JournalErrorCodes.NotFound, $"There is no stream '{streamId}'.");
        }
    }

    public FileStreamState FindOrAdd(string streamId)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue(streamId, out FileStreamState? stream))
            {
                return stream;
            }

            if (_streams.Count >= _limits.MaxStreams)
            {
                throw new JournalLimitException(
                    JournalErrorCodes.TooManyStreams, $"The store has {_streams.Count} streams, the limit; '{streamId}' was not made.");
            }

            stream = new FileStreamState(streamId);
            _streams.Add(streamId, stream);
            _sorted.Add(streamId);
            return stream;
        }
    }

    public IReadOnlyList<JournalStreamInfo> List(string prefix, string? afterStreamId, int limit)
    {
        // Between the bounds, both inclusive: no id has a character above '~'.
        string first = afterStreamId is not null && string.CompareOrdinal(afterStreamId, prefix) > 0 ? afterStreamId : prefix;
        string last = prefix + '~';
        var page = new List<JournalStreamInfo>();
        lock (_gate)
        {
            if (string.CompareOrdinal(first, last) > 0)
            {
                return page;
            }

            foreach (string id in _sorted.GetViewBetween(first, last))
            {
                if (page.Count >= Math.Min(limit, _limits.MaxListedStreams))
                {
                    break;
                }

                JournalHead head = _streams[id].Head;
                if (head.Epoch > 0 && id != afterStreamId)
                {
                    page.Add(new JournalStreamInfo(id, head.Epoch, head.Sequence));
                }
            }
        }

        return page;
    }
}
