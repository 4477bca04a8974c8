using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>New terms of orders that wait.</content>
internal sealed partial class NaiveMarket
{
    private NaiveResult AmendWaiting(NaiveMarketOrder order, NaiveAmendment to)
    {
        bool trails = order.Terms.Kind == TriggerKind.TrailingStop;
        bool lacks = (to.Trigger != 0 && (trails || !order.HasTrigger))
            || (to.Trail + to.Ppm != 0 && !trails)
            || (to.Price != 0 && order.Price == 0)
            || (to.Lots != 0 && order.Closes);
        if (lacks)
        {
            return new NaiveResult(ResultCode.CannotAmend);
        }

        TriggerTerms terms = to.Trigger != 0 ? order.Terms with { PriceUnits = to.Trigger }
            : to.Trail + to.Ppm != 0 ? order.Terms with { TrailUnits = to.Trail, TrailPpm = to.Ppm }
            : order.Terms;
        long quantity = to.Lots == 0 ? order.Quantity : to.Lots;
        long left = quantity - (order.Quantity - order.Lots);
        long present = order.Lots;
        long price = to.Price == 0 ? order.Price : to.Price;
        if (left <= 0)
        {
            Take(order, present, CancelReason.Amended);
            return new NaiveResult(ResultCode.Ok, Cancelled: present, Reason: CancelReason.Amended);
        }

        if (price != order.Price || terms != order.Terms || left > present)
        {
            return WaitAnew(order, terms, (price, to.Lots, quantity, left), to.Worst);
        }

        if (left < present)
        {
            (order.Lots, order.Quantity, order.Armed) = (left, quantity, Math.Min(order.Armed, left));
            NoteAmended(order, keepsPlace: true);
        }

        CancelReason reason = left < present ? CancelReason.Amended : CancelReason.None;
        return new NaiveResult(ResultCode.Ok, Waiting: left, Cancelled: present - left, Reason: reason);
    }

    private NaiveResult WaitAnew(
        NaiveMarketOrder order, TriggerTerms terms, (long Price, long Lots, long Quantity, long Left) to, long worst)
    {
        NaiveMarketOrder next = order.Copy();
        (next.NewTerms, next.Price, next.Lots) = (terms, to.Price, to.Left);
        ResultCode code = CheckTerms(next, to.Lots, order.IsChild);
        code = code == ResultCode.Ok ? CheckRow(next, waits: true, order.IsChild, replaced: order) : code;
        if (code != ResultCode.Ok)
        {
            return new NaiveResult(code);
        }

        bool stands = terms == order.Terms && order.Armed > 0;
        bool hasBegun = order.Armed > 0 && order.Trigger > 0;
        (order.NewTerms, order.Price, order.Lots, order.Quantity) = (terms, to.Price, to.Left, to.Quantity);
        order.Worst = order.Price == 0 ? worst : 0;
        NaiveGroup? parent = order.IsChild ? order.Group : null;
        order.Armed = parent is null ? order.Lots
            : order.HasTrigger || parent.HasEnded ? Math.Min(order.Lots, parent.ParentFilled)
            : 0;
        if (terms.Kind != TriggerKind.TrailingStop)
        {
            order.Trigger = terms.PriceUnits;
        }
        else if (!stands)
        {
            BeginToTrail(order, hasBegun);
        }

        order.IsFresh = true;
        order.Place = _step;
        NoteAmended(order, keepsPlace: false);
        if (parent is { HasEnded: true })
        {
            Cut(order);
        }

        return CutOf(order, to.Left);
    }

    // What has reached its activation need not reach it again.
    private void BeginToTrail(NaiveMarketOrder order, bool hasBegun)
    {
        (order.Trigger, order.NextMove) = (0, 0);
        if (order.Armed > 0 && hasBegun)
        {
            Trail(order, _present[(int)order.Terms.Source]);
        }
        else if (order.Armed > 0)
        {
            SetOff(order);
        }
    }

    private void NoteAmended(NaiveMarketOrder order, bool keepsPlace)
    {
        order.IsAmended = true;
        string terms = $"{order.Price} {order.Worst} {order.Lots} {order.Armed} {order.Trigger} {order.NextMove}";
        _events.Add($"{(keepsPlace ? "lessen" : "rewait")} {order.Number} {terms}");
    }
}
