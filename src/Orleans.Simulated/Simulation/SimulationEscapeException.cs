namespace Orleans.Simulation;

/// <summary>Code left its activation's scheduler: the run is no longer a function of its seed.</summary>
public sealed class SimulationEscapeException : SimulationException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public SimulationEscapeException()
        : base("Code left its activation's scheduler.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public SimulationEscapeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public SimulationEscapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
