namespace Orleans;

/// <summary>A state on its way to or from a store.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class GrainState<T> : IGrainState<T>
{
    /// <inheritdoc/>
    public T? State { get; set; }

    /// <inheritdoc/>
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public bool RecordExists { get; set; }
}
