using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>
/// What an order asks for beyond a plain one. A plain order has none, so that it costs the hot path one null reference; an instance whose
/// every part is absent means the same.
/// </summary>
/// <param name="ExpiresNs">Book time from which the order is gone, nanoseconds since the Unix epoch; 0 for never.</param>
/// <param name="DisplayLots">Lots that an iceberg shows at a time; 0 to show all.</param>
/// <param name="SelfTrade">What happens when it meets an order that it must not trade with.</param>
/// <param name="SelfTradeGroup">
/// Orders of other accounts with the same group are its own as far as self-trade goes; 0 for the account alone.
/// </param>
/// <param name="Tag">The owner's number for mass cancels; 0 for none.</param>
/// <param name="Trigger">When it is entered; default for at once.</param>
/// <param name="Peg">What its price follows; default for its own price.</param>
/// <param name="Link">How it depends on others; default for not at all.</param>
public sealed record OrderInstructions(
    long ExpiresNs = 0,
    long DisplayLots = 0,
    SelfTradePolicy SelfTrade = SelfTradePolicy.CancelMaker,
    long SelfTradeGroup = 0,
    long Tag = 0,
    TriggerTerms Trigger = default,
    PegTerms Peg = default,
    LinkTerms Link = default)
{
    /// <summary>The parts that are not absent.</summary>
    public InstructionParts Parts =>
        (ExpiresNs != 0 ? InstructionParts.Expiry : InstructionParts.None)
        | (DisplayLots != 0 ? InstructionParts.Display : InstructionParts.None)
        | (SelfTrade != SelfTradePolicy.CancelMaker || SelfTradeGroup != 0 ? InstructionParts.SelfTrade : InstructionParts.None)
        | (Tag != 0 ? InstructionParts.Tag : InstructionParts.None)
        | (Trigger != default ? InstructionParts.Trigger : InstructionParts.None)
        | (Peg != default ? InstructionParts.Peg : InstructionParts.None)
        | (Link != default ? InstructionParts.Link : InstructionParts.None);
}
