namespace Orleans.Simulation.Engine;

/// <summary>A persistent state that is read before the grain is activated.</summary>
internal interface IActivationState
{
    Task ReadStateAsync();
}
