namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>Which of its parts an <see cref="OrderInstructions"/> has. Values are part of the journal's format.</summary>
[Flags]
public enum InstructionParts : byte
{
    /// <summary>None: a plain order.</summary>
    None = 0,

    /// <summary><see cref="OrderInstructions.ExpiresNs"/>.</summary>
    Expiry = 1,

    /// <summary><see cref="OrderInstructions.DisplayLots"/>.</summary>
    Display = 2,

    /// <summary><see cref="OrderInstructions.SelfTrade"/> and <see cref="OrderInstructions.SelfTradeGroup"/>.</summary>
    SelfTrade = 4,

    /// <summary><see cref="OrderInstructions.Tag"/>.</summary>
    Tag = 8,

    /// <summary><see cref="OrderInstructions.Trigger"/>.</summary>
    Trigger = 16,

    /// <summary><see cref="OrderInstructions.Peg"/>.</summary>
    Peg = 32,

    /// <summary><see cref="OrderInstructions.Link"/>.</summary>
    Link = 64,
}
