using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>Something that matches orders: the engine, or its naive twin.</summary>
internal interface IMatchingVenue
{
    /// <summary>What happened since the last call of <see cref="TakeEvents"/>.</summary>
    List<MatchingEvent> TakeEvents();

    /// <summary>Submits the next order; price 0 is a market order.</summary>
    ResultCode Submit(int account, Side side, long price, long lots, TimeInForce force, OrderFlags flags);

    /// <summary>Cancels an order by the number of its submission.</summary>
    ResultCode Cancel(int account, int order);

    /// <summary>Touches an account.</summary>
    void Touch(int account, TouchCancel cancel);

    /// <summary>Closes part of a position, immediate-or-cancel at a limit.</summary>
    long Liquidate(int account, Side side, long lots, long limit);

    /// <summary>Signed position.</summary>
    long PositionOf(int account);

    /// <summary>Levels of a side, best first.</summary>
    List<DepthLevel> Depth(Side side);
}
