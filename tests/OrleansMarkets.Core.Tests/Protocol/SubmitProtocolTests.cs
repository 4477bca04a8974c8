using Xunit.Abstractions;

namespace OrleansMarkets.Core.Tests.Protocol;

/// <summary>
/// Explores every interleaving of the small model: two books, three orders, messages in any order, one crash of the account, one loss and
/// one repetition.
/// </summary>
public sealed class SubmitProtocolTests(ITestOutputHelper output)
{
    private const int MaximumStates = 3_000_000;

    [Fact]
    public void No_interleaving_spends_more_than_equity_allows()
    {
        (string? violation, int states) = Explore(Fault.None);
        output.WriteLine($"{states} states");
        Assert.Null(violation);
        Assert.True(states > 10_000, $"Only {states} states were reached.");
    }

    [Theory]
    [InlineData("ReleaseOnAccountSequence")]
    [InlineData("BookAcceptsSupersededCalls")]
    [InlineData("NewRiskBeforeTouch")]
    public void Leaving_out_a_rule_is_noticed(string fault)
    {
        (string? violation, int states) = Explore(Enum.Parse<Fault>(fault));
        output.WriteLine($"{states} states: {violation}");
        Assert.NotNull(violation);
        Assert.Contains("are allowed", violation, StringComparison.Ordinal);
    }

    // Depth first over all states, each visited once; the path to a violation is the result.
    private static (string? Violation, int States) Explore(Fault fault)
    {
        var seen = new HashSet<string>();
        var stack = new Stack<(ProtocolState State, Step? Path)>();
        stack.Push((new ProtocolState(fault), null));
        while (stack.TryPop(out (ProtocolState State, Step? Path) current))
        {
            if (!seen.Add(current.State.Key()))
            {
                continue;
            }

            if (Judge(current.State, fault) is { } violation)
            {
                return ($"{violation}: {Describe(current.Path)}", seen.Count);
            }

            if (seen.Count > MaximumStates)
            {
                return ("The model has too many states", seen.Count);
            }

            foreach ((string name, ProtocolState next) in current.State.Transitions())
            {
                stack.Push((next, new Step(name, current.Path)));
            }
        }

        return (null, seen.Count);
    }

    private static string? Judge(ProtocolState state, Fault fault)
    {
        if (state.RealLots > ProtocolState.AllowedLots)
        {
            return $"{state.RealLots} lots are in books and under way, {ProtocolState.AllowedLots} are allowed";
        }

        if (fault != Fault.None)
        {
            return null;
        }

        if (state.IsTouched && state.RealLots > state.CountedLots)
        {
            return $"{state.RealLots} lots are real, the account counts {state.CountedLots}";
        }

        // Reservations do not leak: when every message has arrived, every call is settled.
        bool leaks = state.IsQuiet && state.IsLossless && state.IsTouched && state.Unsettled > 0;
        return leaks ? $"lots of {state.Unsettled} calls stay reserved for ever" : null;
    }

    private static string Describe(Step? path)
    {
        var names = new List<string>();
        for (Step? step = path; step is not null; step = step.Before)
        {
            names.Insert(0, step.Name);
        }

        return string.Join("; ", names);
    }

    private sealed record Step(string Name, Step? Before);
}
