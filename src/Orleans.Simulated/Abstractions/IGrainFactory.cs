namespace Orleans;

/// <summary>Makes references to grains.</summary>
public interface IGrainFactory
{
    /// <summary>Makes a reference to a grain with a text key.</summary>
    /// <typeparam name="TGrainInterface">Interface of the grain.</typeparam>
    /// <param name="primaryKey">Key of the grain.</param>
    /// <param name="grainClassNamePrefix">Start of the class name when several classes implement the interface.</param>
    /// <returns>The reference.</returns>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>Makes a reference to a grain with an integer key.</summary>
    /// <typeparam name="TGrainInterface">Interface of the grain.</typeparam>
    /// <param name="primaryKey">Key of the grain.</param>
    /// <param name="grainClassNamePrefix">Start of the class name when several classes implement the interface.</param>
    /// <returns>The reference.</returns>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>Makes a reference to a grain with a guid key.</summary>
    /// <typeparam name="TGrainInterface">Interface of the grain.</typeparam>
    /// <param name="primaryKey">Key of the grain.</param>
    /// <param name="grainClassNamePrefix">Start of the class name when several classes implement the interface.</param>
    /// <returns>The reference.</returns>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey;

    /// <summary>Makes a reference from a full identity.</summary>
    /// <typeparam name="TGrainInterface">Interface of the grain.</typeparam>
    /// <param name="grainId">The identity.</param>
    /// <returns>The reference.</returns>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;
}
