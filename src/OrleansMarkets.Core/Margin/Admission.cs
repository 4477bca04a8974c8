using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Margin;

/// <summary>What an order is told, without the numbers of <see cref="AdmissionDecision"/>.</summary>
/// <param name="Code">Ok, or why not.</param>
/// <param name="ReserveQuanta">What the order reserves, fixed at entry; 0 unless accepted.</param>
/// <param name="Raises">Whether the account's requirement would be higher with the order than without.</param>
public readonly record struct Admission(ResultCode Code, long ReserveQuanta, bool Raises);
