using System.Runtime.InteropServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// One command of a recorded order flow: 32 bytes, in memory as in the file. Ids are small numbers that rise from 1 as orders enter, over
/// all symbols.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct OrderCommand
{
    /// <summary>What is asked for.</summary>
    public OrderCommandKind Kind;

    /// <summary>0 buy, 1 sell.</summary>
    public byte SideIndex;

    /// <summary>How a new order enters.</summary>
    public EntryRule Rule;

    /// <summary>Zero.</summary>
    public byte Reserved;

    /// <summary>Number of the book.</summary>
    public uint Symbol;

    /// <summary>The new order of a new command, else the resting one.</summary>
    public uint OrderId;

    /// <summary>The new order of a replace command.</summary>
    public uint NewOrderId;

    /// <summary>Limit price.</summary>
    public long PriceUnits;

    /// <summary>Quantity; what is left of a reduced order.</summary>
    public uint Lots;

    /// <summary>Whose it is; bare matching ignores it.</summary>
    public uint Account;

    /// <summary>Whether it buys.</summary>
    public readonly bool IsBuy => SideIndex == 0;
}
