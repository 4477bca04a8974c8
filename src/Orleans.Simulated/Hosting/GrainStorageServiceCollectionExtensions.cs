using Orleans.Storage;

namespace Orleans.Runtime.Hosting;

/// <summary>Adds stores of grain states.</summary>
public static class GrainStorageServiceCollectionExtensions
{
    /// <summary>Adds a named store of grain states.</summary>
    /// <typeparam name="T">Type of the store.</typeparam>
    /// <param name="collection">The services of the silo.</param>
    /// <param name="name">Name of the store; <c>Default</c> for the default one.</param>
    /// <param name="implementationFactory">Makes the store.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddGrainStorage<T>(
        this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : class, IGrainStorage
    {
        collection.AddKeyedSingleton<IGrainStorage>(name, (services, key) => implementationFactory(services, (string)key!));
        return collection;
    }
}
