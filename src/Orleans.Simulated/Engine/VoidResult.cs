namespace Orleans.Simulation.Engine;

/// <summary>Result of a call that returns none.</summary>
internal readonly struct VoidResult;
