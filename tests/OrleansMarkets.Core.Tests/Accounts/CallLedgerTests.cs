using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Accounts;

public sealed class CallLedgerTests
{
    [Fact]
    public void A_row_settles_every_reservation_up_to_its_stamp_and_none_beyond()
    {
        var ledger = new CallLedger(3);
        Assert.Equal(new CallStamp(3, 1), ledger.Call());
        Assert.Equal(new CallStamp(3, 2), ledger.Reserve(new OrderTerms(Side.Buy, 10, 1, false), 100));
        Assert.Equal(new CallStamp(3, 3), ledger.Reserve(new OrderTerms(Side.Sell, 20, 1, false), 200));
        Assert.Equal(new CallStamp(3, 4), ledger.Reserve(new OrderTerms(Side.Sell, 30, 1, true), 0));
        Assert.Equal(Pending(10, 20, 30, 300, 4), Of(ledger));
        Assert.True(ledger.Settle(Row(1, new CallStamp(3, 2))));
        Assert.Equal(Pending(0, 20, 30, 200, 2), Of(ledger));

        // Whatever its sequence, a row proves nothing about calls above its stamp.
        Assert.True(ledger.Settle(Row(99, new CallStamp(3, 2))));
        Assert.Equal(Pending(0, 20, 30, 200, 2), Of(ledger));
        Assert.True(ledger.Settle(Row(100, new CallStamp(3, 4))));
        Assert.Equal(Pending(0, 0, 0, 0, 0), Of(ledger));
    }

    [Fact]
    public void Older_and_repeated_rows_are_ignored()
    {
        var ledger = new CallLedger(3);
        Assert.True(ledger.Settle(Row(5, new CallStamp(3, 1))));
        Assert.False(ledger.Settle(Row(5, new CallStamp(3, 1))));
        Assert.False(ledger.Settle(Row(4, new CallStamp(3, 9))));
        Assert.Equal(5, ledger.Row.AccountSequence);
    }

    [Fact]
    public void A_new_activation_is_untouched_until_a_row_of_its_epoch_arrives()
    {
        var ledger = new CallLedger(4);
        Assert.False(ledger.IsTouched);
        ledger.Settle(Row(8, new CallStamp(3, 77)));
        Assert.True(ledger.HasRow);
        Assert.False(ledger.IsTouched);
        ledger.Call();
        ledger.Settle(Row(9, new CallStamp(4, 1)));
        Assert.True(ledger.IsTouched);
        Assert.Equal(0, ledger.Unsettled);
    }

    [Fact]
    public void Calls_are_bounded_and_copies_independent()
    {
        var ledger = new CallLedger(1);
        for (int i = 0; i < CallLedger.MaximumUnsettled; i++)
        {
            Assert.True(ledger.CanCall);
            ledger.Call();
        }

        Assert.False(ledger.CanCall);
        Assert.Throws<InvalidOperationException>(() => ledger.Call());
        CallLedger copy = ledger.Copy();
        copy.Settle(Row(1, new CallStamp(1, CallLedger.MaximumUnsettled)));
        Assert.Equal(0, copy.Unsettled);
        Assert.Equal(new CallStamp(1, CallLedger.MaximumUnsettled + 1), copy.Call());
        Assert.Equal(CallLedger.MaximumUnsettled, ledger.Unsettled);
    }

    private static ClearingRow Row(long sequence, CallStamp stamp) => new() { Account = 7, AccountSequence = sequence, Stamp = stamp };

    private static (long, long, long, long, int) Pending(long buy, long sell, long reduceOnly, long reserve, int unsettled) =>
        (buy, sell, reduceOnly, reserve, unsettled);

    private static (long, long, long, long, int) Of(CallLedger ledger) => (
        ledger.PendingBuyLots,
        ledger.PendingSellLots,
        ledger.PendingReduceOnlyLots,
        ledger.PendingReserveQuanta,
        ledger.Unsettled);
}
