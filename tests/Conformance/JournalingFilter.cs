using Orleans;

namespace Conformance;

/// <summary>Writes down the calls it sees to grains whose key starts with "filtered".</summary>
public sealed class JournalingFilter(string name) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var key = context.TargetId.Key.ToString()!;
        if (!key.StartsWith("filtered", StringComparison.Ordinal))
        {
            await context.Invoke();
            return;
        }

        Journal.Write(key, $"{name} before {context.MethodName}");
        await context.Invoke();
        Journal.Write(key, $"{name} after {context.Result}");
        if (name == "outer" && context.Result is int number)
        {
            context.Result = number + 100;
        }
    }
}
