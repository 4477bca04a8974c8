namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// An account's batches without an answer. One market that does not answer must not hold up what the others said: a batch that is open for
/// too long is answered with what there is, and the rest of it is Unknown, for its sender to ask again with the same command.
/// </summary>
/// <param name="clock">The silo's clock.</param>
internal sealed class OpenBatches(TimeProvider clock)
{
    /// <summary>How long a batch may be open before it is answered in part, and how often that is looked at.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<BatchTally> _open = [];
    private bool _isWatched;

    /// <summary>Opens a batch.</summary>
    /// <param name="count">Its commands.</param>
    public BatchTally Open(int count)
    {
        var tally = new BatchTally(count, clock.GetTimestamp(), Close);
        _open.Add(tally);
        if (!_isWatched)
        {
            _isWatched = true;
            _ = Watch();
        }

        return tally;
    }

    private void Close(BatchTally tally) => _open.Remove(tally);

    private async Task Watch()
    {
        while (_open.Count > 0)
        {
            await Task.Delay(Patience, clock);
            foreach (BatchTally tally in _open.Where(each => clock.GetElapsedTime(each.Since) >= Patience).ToArray())
            {
                tally.Answer();
            }
        }

        _isWatched = false;
    }
}
