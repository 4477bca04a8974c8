namespace Orleans;

/// <summary>A state on its way to or from a store.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public interface IGrainState<T>
{
    /// <summary>The value.</summary>
    T? State { get; set; }

    /// <summary>Its version; null when there is none.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the store has a value.</summary>
    bool RecordExists { get; set; }
}
