namespace Orleans.Simulation.Engine;

/// <summary>Makes references within one cluster.</summary>
internal sealed class GrainFactory(ClusterRuntime cluster) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Get<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Get<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Get<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)cluster.Slot(grainId, GrainTypes.Find(grainId.Type)).GetReference(typeof(TGrainInterface));

    private TGrainInterface Get<TGrainInterface>(IdSpan key, string? prefix)
    {
        var model = GrainTypes.Find(typeof(TGrainInterface), prefix);
        return (TGrainInterface)(object)cluster.Slot(new GrainId(model.GrainType, key), model).GetReference(typeof(TGrainInterface));
    }
}
