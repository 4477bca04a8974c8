namespace Orleans.Storage;

/// <summary>A store of grain states.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a state.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Receives value and version.</param>
    /// <returns>The read.</returns>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes a state if its version is still the stored one.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Value and version; receives the new version.</param>
    /// <returns>The write.</returns>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes a state if its version is still the stored one.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Value and version.</param>
    /// <returns>The removal.</returns>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
