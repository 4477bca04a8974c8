using System.Globalization;
using Orleans.Storage;

namespace Orleans.Simulation.Engine;

/// <summary>Grain states in memory, with versions; the cluster owns it, so it survives its silos.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly Dictionary<(string Name, GrainId Grain), (object? Value, long Version)> _records = [];
    private long _versions;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_records)
        {
            var exists = _records.TryGetValue((stateName, grainId), out var record);
            grainState.RecordExists = exists;
            grainState.State = exists ? (T?)DeepCopier.Copy(record.Value) : default;
            grainState.ETag = exists ? Text(record.Version) : null;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_records)
        {
            if (Conflict(stateName, grainId, grainState.ETag) is { } conflict)
            {
                return Task.FromException(conflict);
            }

            var version = ++_versions;
            _records[(stateName, grainId)] = (DeepCopier.Copy(grainState.State), version);
            grainState.ETag = Text(version);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_records)
        {
            if (Conflict(stateName, grainId, grainState.ETag) is { } conflict)
            {
                return Task.FromException(conflict);
            }

            _records.Remove((stateName, grainId));
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private InconsistentStateException? Conflict(string stateName, GrainId grainId, string? etag)
    {
        var stored = _records.TryGetValue((stateName, grainId), out var record) ? Text(record.Version) : null;
        return stored == etag ? null : new InconsistentStateException($"The state {stateName} of {grainId} has changed.", stored, etag);
    }
}
