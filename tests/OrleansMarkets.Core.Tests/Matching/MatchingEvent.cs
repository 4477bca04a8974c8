using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>What a venue did, in words that both venues share. Orders are named by the number of their submission.</summary>
internal sealed record MatchingEvent(string Kind, int Order, int Other, long Price, long Lots, CancelReason Reason)
{
    public static MatchingEvent Trade(int maker, int taker, long price, long lots) =>
        new("trade", maker, taker, price, lots, CancelReason.None);

    public static MatchingEvent Rest(int order, long price, long lots) => new("rest", order, 0, price, lots, CancelReason.None);

    public static MatchingEvent Cancel(int order, long lots, CancelReason reason) => new("cancel", order, 0, 0, lots, reason);

    public static MatchingEvent Move(int order, long price) => new("move", order, 0, price, 0, CancelReason.None);

    public static MatchingEvent Refill(int order, long lots) => new("refill", order, 0, 0, lots, CancelReason.None);

    public static MatchingEvent Amend(int order, long price, long lots, bool keepsPlace) =>
        new(keepsPlace ? "shrink" : "replace", order, 0, price, lots, CancelReason.None);
}
