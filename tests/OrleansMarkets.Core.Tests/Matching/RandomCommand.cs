using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>One random command, made of small numbers so that FsCheck can shrink a failure.</summary>
public sealed record RandomCommand(int Kind, int Account, bool IsBuy, int Offset, int Lots, int Variant)
{
    /// <summary>Runs it on a venue; the return value must be the same on every venue.</summary>
    internal long Run(IMatchingVenue venue, int submitted)
    {
        Side side = IsBuy ? Side.Buy : Side.Sell;
        switch (Kind)
        {
            case < 70:
                return (long)Submit(venue, side);
            case < 88:
                return (long)venue.Cancel(Account, submitted - (Variant % 40));
            case < 94:
                venue.Touch(Account, (TouchCancel)(Variant % 3));
                return 0;
            default:
                return venue.Liquidate(Account, side, Lots, TwinRules.Mark + Offset);
        }
    }

    private ResultCode Submit(IMatchingVenue venue, Side side) => (Variant % 12) switch
    {
        0 => venue.Submit(Account, side, TwinRules.Mark + Offset, Lots, TimeInForce.ImmediateOrCancel, OrderFlags.None),
        1 or 2 => venue.Submit(Account, side, TwinRules.Mark + Offset, Lots, TimeInForce.FillOrKill, OrderFlags.None),
        3 => venue.Submit(Account, side, 0, Lots, TimeInForce.ImmediateOrCancel, OrderFlags.None),
        4 => venue.Submit(Account, side, 0, Lots, TimeInForce.FillOrKill, OrderFlags.ReduceOnly),
        5 => venue.Submit(Account, side, TwinRules.Mark + Offset, Lots, TimeInForce.GoodTillCancelled, OrderFlags.PostOnly),
        6 or 7 => venue.Submit(Account, side, TwinRules.Mark + Offset, Lots, TimeInForce.GoodTillCancelled, OrderFlags.ReduceOnly),
        8 => venue.Submit(
            Account, side, TwinRules.Mark + Offset, Lots, TimeInForce.GoodTillCancelled, OrderFlags.ReduceOnly | OrderFlags.PostOnly),
        _ => venue.Submit(Account, side, TwinRules.Mark + Offset, Lots, TimeInForce.GoodTillCancelled, OrderFlags.None),
    };
}
