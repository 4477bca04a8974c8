namespace Orleans.Simulation.Engine;

/// <summary>The objects copied so far, so that shared and circular references stay what they are.</summary>
internal sealed class CopyContext
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public bool TryGet(object source, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out object copy) =>
        _copies.TryGetValue(source, out copy);

    public void Add(object source, object copy) => _copies[source] = copy;
}
