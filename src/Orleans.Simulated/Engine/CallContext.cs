namespace Orleans.Simulation.Engine;

/// <summary>
/// What flows with the execution context: which work group the code belongs to, so that code that left it can be recognised, and the
/// values of <see cref="RequestContext"/>.
/// </summary>
internal sealed class CallContext(WorkGroup? owner, SortedDictionary<string, object>? values)
{
    private static readonly AsyncLocal<CallContext?> Flowing = new();

    public static CallContext? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public static SortedDictionary<string, object>? CurrentValues => Flowing.Value?.Values;

    public WorkGroup? Owner { get; } = owner;

    public SortedDictionary<string, object>? Values { get; } = values;

    public static void SetValues(SortedDictionary<string, object>? values) =>
        Flowing.Value = new CallContext(Flowing.Value?.Owner, values);
}
