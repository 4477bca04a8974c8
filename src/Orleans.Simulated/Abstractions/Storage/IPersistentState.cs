using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>One of the persistent states of a grain, read before activation.</summary>
/// <typeparam name="TState">Type of the value.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
