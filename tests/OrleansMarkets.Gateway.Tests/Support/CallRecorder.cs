using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>Sees every call of an account's grain; an answer can be lost on its way.</summary>
internal sealed class CallRecorder : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<(long Account, string Method)> _calls = [];
    private readonly ConcurrentDictionary<(long Account, string Method), bool> _losses = [];

    /// <summary>Methods that were called of an account, in order.</summary>
    public string[] Of(long account) => [.. _calls.Where(call => call.Account == account).Select(call => call.Method)];

    /// <summary>Loses the answer to the next call of a method.</summary>
    public void LoseAnswer(long account, string method) => _losses[(account, method)] = true;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        bool isAccount = context.Grain is ICrossMarginGrain;
        var call = (isAccount ? context.TargetId.GetIntegerKey() : 0, context.MethodName);
        if (isAccount)
        {
            _calls.Enqueue(call);
        }

        await context.Invoke();
        if (_losses.TryRemove(call, out _))
        {
            throw new TimeoutException("The answer was lost on its way.");
        }
    }
}
