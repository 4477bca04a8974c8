using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What an order asks for beyond a plain one; a plain order has none.</summary>
/// <param name="ExpiresNs">Unix time in nanoseconds from which the order is gone (good till date); 0 for never.</param>
/// <param name="DisplayLots">Lots that an iceberg shows at a time; 0 to show all.</param>
/// <param name="SelfTrade">What happens when it meets an order that it must not trade with.</param>
/// <param name="SelfTradeGroup">
/// Orders of other accounts with the same group are its own as far as self-trade goes; 0 for the account alone. An account names no group
/// but that of its user: <see cref="UserGroup"/>, which its grain replaces by the number of the user's main account.
/// </param>
/// <param name="Tag">The owner's number for mass cancels; 0 for none.</param>
/// <param name="Trigger">When it is entered; null for at once.</param>
/// <param name="Peg">What its price follows; null for its own price.</param>
/// <param name="Link">How it depends on others; null for not at all.</param>
[GenerateSerializer, Immutable, Alias("om.order-instructions")]
public sealed record OrderInstructions(
    long ExpiresNs = 0,
    long DisplayLots = 0,
    SelfTradePolicy SelfTrade = SelfTradePolicy.CancelMaker,
    long SelfTradeGroup = 0,
    long Tag = 0,
    TriggerTerms? Trigger = null,
    PegTerms? Peg = null,
    LinkTerms? Link = null)
{
    /// <summary>The group of all accounts of the owner's user, as an owner names it.</summary>
    public const long UserGroup = -1;
}
