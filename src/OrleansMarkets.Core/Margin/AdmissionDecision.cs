using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Margin;

/// <summary>Whether an order may be sent, and what it reserves.</summary>
/// <param name="Code"><see cref="ResultCode.Ok"/>, or why not.</param>
/// <param name="ReserveQuanta">The order's reserve, fixed now for its life, quote quanta.</param>
/// <param name="Before">The account without the order.</param>
/// <param name="After">The account with the order in flight.</param>
public readonly record struct AdmissionDecision(ResultCode Code, long ReserveQuanta, AccountRisk Before, AccountRisk After);
