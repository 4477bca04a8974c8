using Orleans;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>Cancels the account's orders of a market, those that wait included, in one step.</summary>
/// <param name="Id">The id of this command: a retry gets the same result.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Side">Only orders of this side; zero for both.</param>
/// <param name="Tag">Only orders with this tag; zero for all.</param>
/// <param name="DeadlineNs">As for orders.</param>
[GenerateSerializer, Immutable, Alias("om.mass-cancel-request")]
public sealed record MassCancelRequest(CommandKey Id, string Symbol, Side Side, long Tag, long DeadlineNs);
