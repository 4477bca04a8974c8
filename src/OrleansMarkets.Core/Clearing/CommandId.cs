namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// A 128-bit id that the caller chose for a command; unique within its account. Repeating it repeats the result, not the effect.
/// </summary>
/// <param name="High">Upper half.</param>
/// <param name="Low">Lower half.</param>
public readonly record struct CommandId(ulong High, ulong Low)
{
    /// <summary>No id: refused in commands that need one.</summary>
    public static CommandId None => default;
}
