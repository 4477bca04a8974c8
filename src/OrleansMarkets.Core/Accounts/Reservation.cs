using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Core.Accounts;

/// <summary>Risk set aside for one call to a book whose outcome is not in the row yet.</summary>
/// <param name="Stamp">The call's stamp.</param>
/// <param name="BuyLots">Lots of buy orders that may open risk.</param>
/// <param name="SellLots">Lots of sell orders that may open risk.</param>
/// <param name="ReduceOnlyLots">Lots of reduce-only orders.</param>
/// <param name="ReserveQuanta">Order reserves, quote quanta.</param>
public readonly record struct Reservation(CallStamp Stamp, long BuyLots, long SellLots, long ReduceOnlyLots, long ReserveQuanta);
