using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>The address of one incarnation of a silo.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    /// <summary>Where the silo would listen.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Number of the incarnation; a restarted silo has a higher one.</summary>
    public int Generation { get; }

    /// <summary>Creates an address.</summary>
    /// <param name="ep">Where the silo would listen.</param>
    /// <param name="gen">Number of the incarnation.</param>
    /// <returns>The address.</returns>
    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep ?? throw new ArgumentNullException(nameof(ep)), gen);

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => (Endpoint.Port * 397) ^ Generation;

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = Endpoint.Port.CompareTo(other.Endpoint.Port);
        return order != 0 ? order : Generation.CompareTo(other.Generation);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"S{Endpoint}:{Generation}");
}
