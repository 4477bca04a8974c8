namespace Orleans.CodeGeneration;

/// <summary>States the version of a grain interface. The simulated runtime has one version only and ignores it.</summary>
/// <param name="version">Interface version.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class VersionAttribute(ushort version) : Attribute
{
    /// <summary>Interface version.</summary>
    public ushort Version { get; } = version;
}
