namespace OrleansMarkets.Journal;

/// <summary>
/// Brings one batch to a known end: sends it again after a definite failure, asks for the head after an unknown one, and never
/// sends blindly.
/// </summary>
internal sealed class AppendDriver(IJournalStream stream, TimeProvider timeProvider, GroupCommitOptions options)
{
    private enum Resolution
    {
        Committed,
        NotWritten,
        Fenced,
    }

    /// <summary>Returns when the batch is durable; throws when it is not, or when that cannot be known.</summary>
    public async Task CompleteAsync(JournalBatch batch, ValueTask<JournalWriteStatus> firstAttempt)
    {
        bool mayStillLand = false;
        for (int attempts = 1; ; attempts++)
        {
            (JournalWriteStatus? status, JournalException? failure) = await AttemptAsync(batch, attempts == 1 ? firstAttempt : null);
            if (status == JournalWriteStatus.Committed)
            {
                return;
            }

            mayStillLand |= failure is JournalOutcomeUnknownException && batch.Count > 0;
            if (mayStillLand && failure is not JournalUnavailableException && await ResolveAsync(batch) == Resolution.Committed)
            {
                return; // after zero rows too: an earlier attempt of this very batch may have moved the head
            }

            if (status == JournalWriteStatus.Fenced)
            {
                throw new JournalFencedException(stream.StreamId, stream.Epoch);
            }

            if (attempts >= options.MaxSendAttempts || failure!.Code == JournalErrorCodes.Closed)
            {
                throw Exhausted(attempts, mayStillLand, failure!);
            }

            await Pause(attempts);
        }
    }

    private async Task<(JournalWriteStatus? Status, JournalException? Failure)> AttemptAsync(
        JournalBatch batch, ValueTask<JournalWriteStatus>? begun)
    {
        try
        {
            return (await (begun ?? stream.AppendAsync(batch, CancellationToken.None)), null);
        }
        catch (JournalException failure) when (failure is JournalUnavailableException or JournalOutcomeUnknownException)
        {
            return (null, failure);
        }
    }

    private JournalException Exhausted(int attempts, bool mayStillLand, JournalException failure) =>
        mayStillLand || failure is JournalOutcomeUnknownException
            ? new JournalOutcomeUnknownException(stream.StreamId, $"the outcome is unknown after {attempts} attempts.", failure)
            : new JournalUnavailableException(
                $"Stream '{stream.StreamId}': nothing was written in {attempts} attempts.", failure.Code, failure);

    private async Task<Resolution> ResolveAsync(JournalBatch batch)
    {
        JournalHead before = stream.Head;
        JournalHash expected = batch.HashAfter(before.BatchHash, stream.Epoch);
        for (int attempts = 1; ; attempts++)
        {
            try
            {
                Resolution resolution = await AskAsync(batch, before, expected);
                if (resolution == Resolution.Fenced)
                {
                    throw new JournalFencedException(stream.StreamId, stream.Epoch);
                }

                return resolution;
            }
            catch (JournalException failure) when (failure is JournalUnavailableException or JournalOutcomeUnknownException)
            {
                if (attempts >= options.MaxResolveAttempts)
                {
                    throw new JournalOutcomeUnknownException(
                        stream.StreamId, $"the head could not be read in {attempts} attempts.", failure);
                }
            }

            await Pause(attempts);
        }
    }

    private async Task<Resolution> AskAsync(JournalBatch batch, JournalHead before, JournalHash expected)
    {
        JournalHead head = await stream.QueryHeadAsync(CancellationToken.None);
        if (head.BatchHash == expected)
        {
            return Resolution.Committed;
        }

        if (head.Sequence == before.Sequence)
        {
            return head.Epoch == stream.Epoch ? Resolution.NotWritten : Resolution.Fenced;
        }

        // A later owner has written on. What follows our last known head is either this batch or the successor's.
        IReadOnlyList<JournalStoredBatch> after = await stream.ReadAsync(before.Sequence, CancellationToken.None);
        return after.Count > 0 && after[0].FirstSequence == batch.FirstSequence && after[0].Hash == expected
            ? Resolution.Committed
            : Resolution.Fenced;
    }

    private Task Pause(int attempts) => Task.Delay(options.BackoffAfter(attempts), timeProvider, CancellationToken.None);
}
