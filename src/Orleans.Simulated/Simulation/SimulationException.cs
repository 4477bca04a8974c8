namespace Orleans.Simulation;

/// <summary>The simulation itself failed: an escape, a deadlock or a limit. The message ends with the last scheduling decisions.</summary>
public class SimulationException : Exception
{
    /// <summary>Creates the exception with a standard message.</summary>
    public SimulationException()
        : base("The simulation failed.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public SimulationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public SimulationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
