using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>Orders are found by their id, however many have come since: the latest ids are kept in another form than older ones.</summary>
public sealed class OrderIndexTests
{
    private const int Rounds = 100_000;
    private const int Accounts = 40;

    [Fact]
    public void An_order_is_found_however_many_came_after_it()
    {
        var market = new TestMarket();
        var random = new Random(5);
        Queue<(long Account, long Order)> resting = [];
        for (int round = 0; round < Rounds; round++)
        {
            long account = 1 + (round % Accounts);
            long order = market.Place(account, Side.Buy, 900 - (round % 300), 1);
            if (random.Next(40) == 0)
            {
                resting.Enqueue((account, order));
            }
            else
            {
                Assert.Equal(ResultCode.Ok, market.Cancel(account, order).Result.Code);
                Assert.Equal(ResultCode.OrderNotFound, market.Cancel(account, order).Result.Code);
            }

            // Some stay long enough to leave the ring, some do not.
            if (resting.Count > 1_500 && random.Next(20) == 0)
            {
                CancelOldest(market, resting);
            }
        }

        Assert.Equal(resting.Count, market.Engine.Book.Count);
        market.Engine.CheckInvariants();
        while (resting.Count > 0)
        {
            CancelOldest(market, resting);
        }

        Assert.Equal(0, market.Engine.Book.Count);
    }

    private static void CancelOldest(TestMarket market, Queue<(long Account, long Order)> resting)
    {
        (long account, long order) = resting.Dequeue();
        Assert.Equal(ResultCode.Ok, market.Cancel(account, order).Result.Code);
    }
}
