using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Tests.Retries;

public sealed class UniqueIdTests
{
    [Fact]
    public void Names_are_client_order_ids_and_none_comes_twice()
    {
        const int Names = 100_000;
        string[] names = [.. Enumerable.Range(0, Names).AsParallel().Select(_ => UniqueIds.NextText())];
        Assert.Equal(Names, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.True(OrderRequest.IsClientOrderId(name)));
        Assert.Equal(Names, names.Select(CommandIds.OfOrderLink).Distinct().Count());
    }

    [Fact]
    public void Every_name_begins_with_what_the_process_drew()
    {
        const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
        ulong read = 0;
        foreach (char digit in UniqueIds.NextText()[..13].Reverse())
        {
            read = (read << 5) | (uint)Digits.IndexOf(digit);
        }

        Assert.NotEqual(0ul, read);
        Assert.Equal(UniqueIds.Process, read);
    }
}
