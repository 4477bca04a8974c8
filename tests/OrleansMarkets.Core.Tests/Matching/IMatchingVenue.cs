using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>Something that matches orders: the engine, or its naive twin. Each command takes a millisecond.</summary>
internal interface IMatchingVenue
{
    /// <summary>Book time in milliseconds since the venue began.</summary>
    long NowMs { get; }

    /// <summary>What happened since the last call of <see cref="TakeEvents"/>.</summary>
    List<MatchingEvent> TakeEvents();

    /// <summary>Submits the next order; price 0 is a market order. An expiry is in milliseconds since the venue began.</summary>
    ResultCode Submit(
        int account, Side side, long price, long lots, TimeInForce force, OrderFlags flags, OrderInstructions? instructions = null);

    /// <summary>Cancels an order by the number of its submission.</summary>
    ResultCode Cancel(int account, int order);

    /// <summary>Amends an order by the number of its submission; 0 keeps price or quantity.</summary>
    ResultCode Amend(int account, int order, long price, long lots);

    /// <summary>Cancels the orders of an account, of a side and a tag; 0 is any.</summary>
    void CancelMany(int account, Side side, long tag);

    /// <summary>Sets when all orders of an account are cancelled, milliseconds since the venue began; 0 never.</summary>
    void SetTimer(int account, long atMs);

    /// <summary>Lets time pass.</summary>
    void Wait(int milliseconds);

    /// <summary>Touches an account.</summary>
    void Touch(int account, TouchCancel cancel);

    /// <summary>Closes part of a position, immediate-or-cancel at a limit.</summary>
    long Liquidate(int account, Side side, long lots, long limit);

    /// <summary>Signed position.</summary>
    long PositionOf(int account);

    /// <summary>Levels of a side, best first: what they show.</summary>
    List<DepthLevel> Depth(Side side);
}
