using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Integer and guid keys in grain identities.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>Writes an integer key (hexadecimal).</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its text.</returns>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>Writes a guid key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its text.</returns>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>Reads an integer key.</summary>
    /// <param name="grainId">The identity.</param>
    /// <returns>Its key.</returns>
    /// <exception cref="ArgumentException">The key is no integer.</exception>
    public static long GetIntegerKey(this GrainId grainId) =>
        TryGetIntegerKey(grainId, out var key) ? key : throw new ArgumentException($"{grainId} has no integer key.", nameof(grainId));

    /// <summary>Reads a guid key.</summary>
    /// <param name="grainId">The identity.</param>
    /// <returns>Its key.</returns>
    /// <exception cref="ArgumentException">The key is no guid.</exception>
    public static Guid GetGuidKey(this GrainId grainId) =>
        Guid.TryParseExact(grainId.Key.ToString(), "N", out var key)
            ? key
            : throw new ArgumentException($"{grainId} has no guid key.", nameof(grainId));

    internal static bool TryGetIntegerKey(GrainId grainId, out long key) =>
        long.TryParse(grainId.Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
}
