namespace OrleansMarkets.Lab;

/// <summary>An error the user can act on: printed as <c>error CODE: message</c> on standard error, exit code 2, nothing written.</summary>
/// <param name="code">Stable code, for example <c>replay.bad_row</c>; docs/replay.md lists all.</param>
/// <param name="message">What is wrong and where.</param>
public sealed class LabException(string code, string message) : Exception(message)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;
}
