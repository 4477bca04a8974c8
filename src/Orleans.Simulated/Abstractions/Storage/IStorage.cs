namespace Orleans.Core;

/// <summary>One stored value.</summary>
public interface IStorage
{
    /// <summary>Version of the value; null before it was read or written.</summary>
    string? Etag { get; }

    /// <summary>Whether the store has a value.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the value.</summary>
    /// <returns>The removal.</returns>
    Task ClearStateAsync();

    /// <summary>Writes the value.</summary>
    /// <returns>The write.</returns>
    Task WriteStateAsync();

    /// <summary>Reads the value.</summary>
    /// <returns>The read.</returns>
    Task ReadStateAsync();

    /// <summary>Removes the value.</summary>
    /// <param name="cancellationToken">Checked before the removal.</param>
    /// <returns>The removal.</returns>
    Task ClearStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ClearStateAsync();
    }

    /// <summary>Writes the value.</summary>
    /// <param name="cancellationToken">Checked before the write.</param>
    /// <returns>The write.</returns>
    Task WriteStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return WriteStateAsync();
    }

    /// <summary>Reads the value.</summary>
    /// <param name="cancellationToken">Checked before the read.</param>
    /// <returns>The read.</returns>
    Task ReadStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ReadStateAsync();
    }
}
