using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A reference to a grain; calls through it are messages.</summary>
public class GrainReference : DispatchProxy, IAddressable, IEquatable<GrainReference>
{
    /// <summary>The grain.</summary>
    public GrainId GrainId => Slot.Id;

    /// <summary>The interface of the reference.</summary>
    public GrainInterfaceType InterfaceType => Interface.Name;

    /// <summary>The name of the interface.</summary>
    public string InterfaceName => Interface.Type.Name;

    internal GrainSlot Slot { get; private set; } = null!;

    internal InterfaceModel Interface { get; private set; } = null!;

    /// <summary>Compares two references.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they point to the same grain.</returns>
    public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two references.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they point to different grains.</returns>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    /// <summary>The same grain under another of its interfaces.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <returns>The reference.</returns>
    public TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable => this.AsReference<TGrainInterface>();

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && ReferenceEquals(Slot, other.Slot);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}:{InterfaceName}";

    internal void Bind(GrainSlot slot, InterfaceModel model)
    {
        Slot = slot;
        Interface = model;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Interface.Methods[targetMethod!].Send(Slot, args ?? []);
}
