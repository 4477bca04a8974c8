namespace Orleans.Simulation.Engine;

internal sealed class ActionItem(Action action) : IWorkItem
{
    public void Execute() => action();
}
