namespace Orleans.Simulation.Engine;

/// <summary>The caller's side of a call.</summary>
internal interface IPendingCall
{
    /// <summary>Completes the call in a turn of the caller.</summary>
    /// <param name="outcome">A finished task of the call, or an exception.</param>
    void Finish(object outcome);
}
