using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>One random command, made of small numbers so that FsCheck can shrink a failure.</summary>
public sealed record RandomCommand(int Kind, int Account, bool IsBuy, int Offset, int Lots, int Variant, int Extra)
{
    /// <summary>Commands of a lower kind submit.</summary>
    internal const int Submits = 62;

    private Side Side => IsBuy ? Side.Buy : Side.Sell;

    /// <summary>Runs it on a venue; the return value must be the same on every venue.</summary>
    internal long Run(IMatchingVenue venue, int submitted)
    {
        switch (Kind)
        {
            case < Submits:
                return (long)Submit(venue);
            case < 74:
                return (long)venue.Cancel(Account, submitted - (Variant % 40));
            case < 86:
                return (long)venue.Amend(
                    Account,
                    submitted - (Variant % 20),
                    Extra % 3 == 0 ? 0 : TwinRules.Mark + Offset,
                    Extra % 3 == 1 ? 0 : Lots);
            case < 89:
                venue.CancelMany(Account, (Side)(Variant % 3), Extra % 3);
                return 0;
            case < 91:
                venue.SetTimer(Account, Variant % 4 == 0 ? 0 : venue.NowMs + Extra);
                return 0;
            case < 93:
                venue.Wait(Extra);
                return 0;
            case < 96:
                venue.Touch(Account, (TouchCancel)(Variant % 3));
                return 0;
            default:
                return venue.Liquidate(Account, Side, Lots, TwinRules.Mark + Offset);
        }
    }

    // About half of the orders are plain.
    private OrderInstructions? Instructions(IMatchingVenue venue, bool rests, bool expires)
    {
        OrderInstructions instructions = new(
            ExpiresNs: expires ? venue.NowMs + (Extra % 30) : 0,
            DisplayLots: rests && Extra % 5 == 0 ? 1 + (Extra % 4) : 0,
            SelfTrade: Extra % 2 == 0 ? (SelfTradePolicy)(Extra / 2 % 4) : SelfTradePolicy.CancelMaker,
            SelfTradeGroup: Extra % 4 == 1 ? 1 + (Extra % 2) : 0,
            Tag: Extra % 6 < 3 ? Extra % 3 : 0);
        return instructions.Parts == InstructionParts.None ? null : instructions;
    }

    private ResultCode Submit(IMatchingVenue venue) => (Variant % 16) switch
    {
        0 => Submit(venue, TimeInForce.ImmediateOrCancel, OrderFlags.None),
        1 or 2 => Submit(venue, TimeInForce.FillOrKill, OrderFlags.None),
        3 => Submit(venue, TimeInForce.ImmediateOrCancel, OrderFlags.None, isMarket: true),
        4 => Submit(venue, TimeInForce.FillOrKill, OrderFlags.ReduceOnly, isMarket: true),
        5 => Submit(venue, TimeInForce.GoodTillCancelled, OrderFlags.PostOnly),
        6 or 7 => Submit(venue, TimeInForce.GoodTillCancelled, OrderFlags.ReduceOnly),
        8 => Submit(venue, TimeInForce.GoodTillCancelled, OrderFlags.ReduceOnly | OrderFlags.PostOnly),
        9 => Submit(venue, TimeInForce.GoodTillCancelled, OrderFlags.PostOnlySlide),
        10 => Submit(venue, TimeInForce.GoodTillDate, OrderFlags.PostOnlySlide | OrderFlags.ReduceOnly),
        11 => Submit(
            venue, (TimeInForce)(1 + (Extra % 3)), OrderFlags.ReduceOnly | OrderFlags.ClosePosition, isMarket: Extra % 3 != 0),
        12 or 13 => Submit(venue, TimeInForce.GoodTillDate, OrderFlags.None),
        _ => Submit(venue, TimeInForce.GoodTillCancelled, OrderFlags.None),
    };

    private ResultCode Submit(IMatchingVenue venue, TimeInForce force, OrderFlags flags, bool isMarket = false)
    {
        bool rests = force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        OrderInstructions? instructions = Instructions(venue, rests, force == TimeInForce.GoodTillDate);
        long lots = flags.HasFlag(OrderFlags.ClosePosition) ? 0 : Lots;
        return venue.Submit(Account, Side, isMarket ? 0 : TwinRules.Mark + Offset, lots, force, flags, instructions);
    }
}
