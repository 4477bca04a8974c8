namespace Orleans.Simulation.Engine;

/// <summary>One turn of a work group.</summary>
internal interface IWorkItem
{
    void Execute();
}
