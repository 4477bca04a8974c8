namespace Orleans.Runtime;

/// <summary>What a silo knows of itself.</summary>
public interface ILocalSiloDetails
{
    /// <summary>Name of the silo.</summary>
    string Name { get; }

    /// <summary>Name of the cluster.</summary>
    string ClusterId { get; }

    /// <summary>Address of this incarnation of the silo.</summary>
    SiloAddress SiloAddress { get; }
}
