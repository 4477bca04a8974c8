namespace Orleans.Runtime;

/// <summary>Injects the persistent state of the grain into a parameter of type <see cref="IPersistentState{TState}"/>.</summary>
/// <param name="stateName">Name of the state within the grain.</param>
/// <param name="storageName">Name of the storage provider; null for the default one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>Name of the state within the grain.</summary>
    public string StateName { get; } = stateName;

    /// <summary>Name of the storage provider; null for the default one.</summary>
    public string? StorageName { get; } = storageName;
}
