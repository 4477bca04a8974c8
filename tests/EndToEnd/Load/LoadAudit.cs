using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.EndToEnd.Load;

/// <summary>Compares what clients were told with what the venue has after a restart.</summary>
internal static class LoadAudit
{
    private const int Parallel = 16;

    private static readonly HashSet<string> KnownStatus =
        ["New", "PartiallyFilled", "Filled", "PartiallyFilledCanceled", "Cancelled", "Rejected"];

    private static readonly HashSet<string> FinalStatus = ["Filled", "PartiallyFilledCanceled", "Cancelled", "Rejected"];

    /// <summary>
    /// Every acknowledged order is there once, with the id that was told and what was asked for; every acknowledged cancel is final; every
    /// order without an answer is there once or not at all, and fills add up to executions and over both sides.
    /// </summary>
    /// <param name="orders">What was sent.</param>
    /// <param name="url">Where the venue is now.</param>
    /// <returns>The orders that the venue has, by the client's id.</returns>
    public static async Task<IReadOnlyDictionary<string, Order>> RequireAllAsync(IReadOnlyCollection<SentOrder> orders, Uri url)
    {
        Dictionary<string, Order> found = [];
        ILookup<string, Execution> executions = await ReadExecutionsAsync(orders, url);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            orders,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel },
            async (sent, _) =>
            {
                IReadOnlyList<Order> known = await Venue.FindAsync(sent.Account.Client.At(url), sent.Account.Symbol, sent.LinkId);
                RequireOne(sent, known, executions);
                lock (found)
                {
                    foreach (Order order in known)
                    {
                        found.Add(sent.LinkId, order);
                    }
                }
            });
        RequireBothSides(found.Values);
        return found;
    }

    /// <summary>What was final at an earlier look is the same now, to the last digit; what was filled stays filled.</summary>
    public static void RequireUnchanged(IReadOnlyDictionary<string, Order> earlier, IReadOnlyDictionary<string, Order> now)
    {
        foreach ((string linkId, Order order) in earlier)
        {
            Order present = Assert.Contains(linkId, now);
            Assert.Equal(order.OrderId, present.OrderId);
            if (FinalStatus.Contains(order.OrderStatus))
            {
                Assert.Equal(
                    (order.OrderStatus, order.FilledQuantity, order.AveragePrice, order.FilledFee),
                    (present.OrderStatus, present.FilledQuantity, present.AveragePrice, present.FilledFee));
            }

            Assert.True(Money.Parse(present.FilledQuantity) >= Money.Parse(order.FilledQuantity), linkId);
        }
    }

    private static void RequireOne(SentOrder sent, IReadOnlyList<Order> known, ILookup<string, Execution> executions)
    {
        Assert.True(known.Count <= 1, $"{sent.LinkId} is there {known.Count} times");
        if (known.Count == 0)
        {
            Assert.True(sent.OrderId is null, $"{sent.LinkId} was acknowledged as {sent.OrderId} and is lost");
            return;
        }

        Order order = known[0];
        Assert.Contains(order.OrderStatus, KnownStatus);
        Assert.Equal(sent.Body.Side, order.Side);
        Assert.Equal(Money.Parse(sent.Body.Price!), Money.Parse(order.Price));
        Assert.Equal(Money.Parse(sent.Body.Quantity!), Money.Parse(order.Quantity));
        Assert.Equal(executions[order.OrderId].Sum(part => Money.Parse(part.Quantity)), Money.Parse(order.FilledQuantity));
        if (sent.OrderId is not null)
        {
            Assert.Equal(sent.OrderId, order.OrderId);
        }
        else if (sent.Answer is not null)
        {
            Assert.Contains(order.OrderStatus, FinalStatus);
        }

        if (sent.IsCancelAcknowledged || sent.Body.TimeInForce == "IOC")
        {
            Assert.Contains(order.OrderStatus, FinalStatus);
        }
    }

    private static async Task<ILookup<string, Execution>> ReadExecutionsAsync(IReadOnlyCollection<SentOrder> orders, Uri url)
    {
        List<Execution> all = [];
        foreach (LoadAccount account in orders.Select(order => order.Account).DistinctBy(account => account.Number))
        {
            IReadOnlyList<Execution> executions = await Venue.ExecutionsAsync(account.Client.At(url), account.Symbol);
            Assert.Distinct(executions.Select(execution => execution.Id));
            all.AddRange(executions);
        }

        return all.ToLookup(execution => execution.OrderId);
    }

    // Nobody else trades: what some bought is what others sold.
    private static void RequireBothSides(IEnumerable<Order> orders)
    {
        foreach (IGrouping<string, Order> market in orders.GroupBy(order => order.Symbol))
        {
            decimal Filled(string side) => market.Where(order => order.Side == side).Sum(order => Money.Parse(order.FilledQuantity));
            Assert.Equal(Filled("Buy"), Filled("Sell"));
            Assert.True(Filled("Buy") > 0, $"nothing was traded in {market.Key}");
        }
    }
}
