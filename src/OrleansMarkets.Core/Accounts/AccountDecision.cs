using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Accounts;

/// <summary>What a command comes to: a result, and the events that make it so; without events nothing changes.</summary>
internal readonly record struct AccountDecision(ResultCode Code, long Number, IReadOnlyList<AccountEvent> Events)
{
    /// <summary>A result that changes nothing: a repetition or a refusal.</summary>
    public static AccountDecision Without(ResultCode code, long number = 0) => new(code, number, []);

    /// <summary>Success with events.</summary>
    public static AccountDecision Of(long number, params AccountEvent[] events) => new(ResultCode.Ok, number, events);
}
