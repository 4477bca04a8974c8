using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>An operator's change of a market's phase. Who may ask is the business of whoever passes it on.</summary>
/// <param name="Phase">Open, reduce-only, cancel-only or halted. Opening waits for a fresh index.</param>
/// <param name="Actor">Who asks: 1 to 64 characters, neither control characters nor surrogates.</param>
/// <param name="Reason">Why: 1 to 256 such characters.</param>
[GenerateSerializer, Immutable, Alias("om.phase-order")]
public sealed record PhaseOrder(MarketPhase Phase, string Actor, string Reason);
