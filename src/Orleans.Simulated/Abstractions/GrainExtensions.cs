namespace Orleans;

/// <summary>Identity and references of grains.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of a grain or of the grain that a reference points to.</summary>
    /// <param name="grain">Grain or reference.</param>
    /// <returns>The identity.</returns>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference.", nameof(grain)),
    };

    /// <summary>The text key.</summary>
    /// <param name="grain">Grain or reference.</param>
    /// <returns>The key.</returns>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    /// <summary>The integer key.</summary>
    /// <param name="grain">Grain or reference.</param>
    /// <returns>The key.</returns>
    public static long GetPrimaryKeyLong(this IAddressable grain) => GetGrainId(grain).GetIntegerKey();

    /// <summary>The guid key.</summary>
    /// <param name="grain">Grain or reference.</param>
    /// <returns>The key.</returns>
    public static Guid GetPrimaryKey(this IAddressable grain) => GetGrainId(grain).GetGuidKey();

    /// <summary>A reference to a grain, under one of its interfaces.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grain">Grain or reference.</param>
    /// <returns>The reference.</returns>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain as GrainReference ?? ((IGrainBase)grain).GrainContext.GrainReference;
        return (TGrainInterface)(object)reference.Slot.GetReference(typeof(TGrainInterface));
    }

    /// <summary>The same grain under another of its interfaces.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grain">Grain or reference.</param>
    /// <returns>The reference.</returns>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => AsReference<TGrainInterface>(grain);
}
