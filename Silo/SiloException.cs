namespace OrleansMarkets.Silo;

/// <summary>Why the host cannot start, in words for an operator.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="code">One of <see cref="SiloCodes"/>, or a code of the journal.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">What it came from.</param>
public sealed class SiloException(int exitCode, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The exit code of the process.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The stable code.</summary>
    public string Code { get; } = code;
}
