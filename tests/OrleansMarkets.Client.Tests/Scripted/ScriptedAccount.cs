using System.Reflection;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>An account's grain that keeps the calls it gets until the test answers them.</summary>
public class ScriptedAccount : DispatchProxy
{
    private readonly List<AccountCall> _calls = [];

    /// <summary>The calls so far, in their order.</summary>
    internal IReadOnlyList<AccountCall> Calls => _calls;

    /// <summary>Makes one.</summary>
    internal static (ICrossMarginGrain Grain, ScriptedAccount Script) Make()
    {
        ICrossMarginGrain grain = Create<ICrossMarginGrain, ScriptedAccount>();
        return (grain, (ScriptedAccount)(object)grain);
    }

    /// <inheritdoc/>
    protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        AccountCall call = args![0] is OrderBatch batch ? new BatchCall(batch) : new SingleCall(args[0]!);
        _calls.Add(call);
        return call.Answer;
    }
}
