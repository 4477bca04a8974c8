using System.Text.RegularExpressions;
using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>
/// The calls whose line matches a pattern, with what became of them: set ORLEANSMARKETS_TRACE to a regular expression to see them in the
/// report of a seed that fails.
/// </summary>
internal sealed class CallTrace
{
    private const string Variable = "ORLEANSMARKETS_TRACE";
    private const int Kept = 4_000;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const long MillisecondsShown = 1_000_000;

    private static readonly Regex? Pattern =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } pattern ? new Regex(pattern, RegexOptions.CultureInvariant) : null;

    private readonly Queue<string> _lines = new();

    /// <summary>The cluster, once it is made.</summary>
    public DeterministicCluster? Cluster { get; set; }

    /// <summary>The lines, oldest first.</summary>
    public IEnumerable<string> Lines => _lines;

    /// <summary>Passes a call on.</summary>
    public async Task Follow(IIncomingGrainCallContext context, Func<IIncomingGrainCallContext, Task> handle)
    {
        string? line = Pattern is null || Cluster is null ? null : Describe(context);
        if (line is null || !Pattern!.IsMatch(line))
        {
            await handle(context);
            return;
        }

        Keep(line);
        try
        {
            await handle(context);
            Keep($"  {Now()} result of {context.TargetId} {context.MethodName}: {context.Result}");
        }
        catch (Exception fault)
        {
            Keep($"  {Now()} failure of {context.TargetId} {context.MethodName}: {fault.Message}");
            throw;
        }
    }

    private long Now() => Cluster!.Clock.NowNs() / NanosecondsPerMillisecond % MillisecondsShown;

    private string Describe(IIncomingGrainCallContext context)
    {
        object? argument = context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null;
        return $"{Now()} {context.SourceId} calls {context.TargetId} {context.MethodName} {argument}";
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        if (_lines.Count > Kept)
        {
            _lines.Dequeue();
        }
    }
}
