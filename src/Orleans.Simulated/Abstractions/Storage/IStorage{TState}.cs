namespace Orleans.Core;

/// <summary>One stored value of a known type.</summary>
/// <typeparam name="TState">Type of the value.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The value in memory.</summary>
    TState State { get; set; }
}
