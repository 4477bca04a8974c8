using Orleans.Storage;

namespace Orleans.Simulation.Engine;

/// <summary>Makes the persistent states that grains ask for in their constructors.</summary>
internal static class PersistentStateFactory
{
    public const string DefaultStorageName = "Default";

    public static IActivationState Create(Type facetType, PersistentStateAttribute facet, IServiceProvider services, Activation activation)
    {
        if (!facetType.IsGenericType || facetType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException($"A parameter with [PersistentState] must be an IPersistentState, not {facetType}.");
        }

        var name = facet.StorageName ?? DefaultStorageName;
        var storage = services.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansConfigurationException($"No grain storage named '{name}' is registered.");
        return (IActivationState)Activator.CreateInstance(
            typeof(PersistentState<>).MakeGenericType(facetType.GetGenericArguments()), facet.StateName, storage, activation.GrainId)!;
    }
}
