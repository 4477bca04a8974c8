namespace Orleans.Runtime;

/// <summary>Where a grain is active.</summary>
public sealed class GrainAddress : IEquatable<GrainAddress>
{
    /// <summary>The grain.</summary>
    public GrainId GrainId { get; init; }

    /// <summary>The activation.</summary>
    public ActivationId ActivationId { get; init; }

    /// <summary>The silo; null when unknown.</summary>
    public SiloAddress? SiloAddress { get; init; }

    /// <inheritdoc/>
    public bool Equals(GrainAddress? other) =>
        other is not null && GrainId == other.GrainId && ActivationId.Equals(other.ActivationId) && Equals(SiloAddress, other.SiloAddress);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GrainId, ActivationId);

    /// <inheritdoc/>
    public override string ToString() => $"{GrainId} {ActivationId} {SiloAddress}";
}
