namespace Conformance.Grains;

/// <summary>A plain service of the silo, injected into grains.</summary>
public sealed record Greeting(string Text);
