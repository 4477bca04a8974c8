namespace Orleans.Simulation;

/// <summary>Leaves a type out of the check at silo start: for types that are wrong on purpose, in tests of the check.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class IgnoreContractErrorsAttribute : Attribute;
