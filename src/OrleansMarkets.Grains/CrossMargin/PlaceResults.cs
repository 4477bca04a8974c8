using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Couriers;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>What an account says of an order.</summary>
internal static class PlaceResults
{
    /// <summary>Nobody knows yet: ask again with the same command.</summary>
    public static PlaceResult Unknown { get; } = Rejected(ResultCode.Unknown) with { Status = OrderStatus.None };

    /// <summary>A refusal. Unavailable decides nothing: an earlier attempt of the same id may be working in the book.</summary>
    public static PlaceResult Rejected(ResultCode code) =>
        new(code, 0, code == ResultCode.Unavailable ? OrderStatus.None : OrderStatus.Rejected, 0, 0, 0, 0);

    /// <summary>A book's answer.</summary>
    public static PlaceResult Of(BookCommand command, BatchReply reply)
    {
        if (reply.Code != ResultCode.Ok)
        {
            return Rejected(reply.Code);
        }

        ref readonly CommandAnswer answer = ref command.AnswerIn(reply);
        return new PlaceResult(
            answer.Code,
            answer.OrderId,
            answer.Status,
            answer.FilledLots,
            answer.FilledNotionalQuanta,
            answer.RemainingLots,
            answer.Sequence);
    }
}
