using System.Reflection;
using Orleans.Storage;

namespace Orleans.Simulation.Engine;

/// <summary>A persistent state over a grain storage.</summary>
internal sealed class PersistentState<T>(string name, IGrainStorage storage, GrainId grainId) : IPersistentState<T>, IActivationState
{
    private readonly GrainState<T> _state = new() { State = NewState() };

    public T State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(name, grainId, _state);
        _state.State ??= NewState();
    }

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grainId, _state);

    public async Task ClearStateAsync()
    {
        await storage.ClearStateAsync(name, grainId, _state);
        _state.State = NewState();
    }

    private static T NewState() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is not null
            ? Activator.CreateInstance<T>()
            : default!;
}
