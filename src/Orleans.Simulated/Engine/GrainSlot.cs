namespace Orleans.Simulation.Engine;

/// <summary>What the cluster knows of one grain: its references and where it is active. Exists once for each grain and cluster.</summary>
internal sealed class GrainSlot(ClusterRuntime cluster, GrainId id, GrainClassModel model)
{
    private readonly List<GrainReference> _references = [];

    public ClusterRuntime Cluster { get; } = cluster;

    public GrainId Id { get; } = id;

    public GrainClassModel Class { get; } = model;

    public uint Hash { get; } = id.GetUniformHashCode();

    /// <summary>The activation in the directory.</summary>
    public Activation? Primary { get; set; }

    /// <summary>All activations that have not ended, also those that the directory has lost.</summary>
    public List<Activation> Activations { get; } = [];

    /// <summary>Whether the directory of some silos still points to another activation than <see cref="Primary"/>.</summary>
    public Activation? Duplicate { get; set; }

    public GrainReference GetReference(Type interfaceType)
    {
        lock (_references)
        {
            foreach (var known in _references)
            {
                if (known.Interface.Type == interfaceType)
                {
                    return known;
                }
            }

            var reference = InterfaceModel.Of(interfaceType).Bind(this);
            _references.Add(reference);
            return reference;
        }
    }
}
