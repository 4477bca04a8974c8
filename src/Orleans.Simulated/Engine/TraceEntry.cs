using System.Globalization;

namespace Orleans.Simulation.Engine;

/// <summary>One scheduling decision. Keeps references and makes text only when asked.</summary>
internal readonly record struct TraceEntry(long Time, string Group, object Item)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeSpan.FromTicks(Time):c} {Group}: {(Item is Task ? "continuation" : Item)}");
}
