using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Tests.Storage;

public sealed class StreamKeysTests
{
    [Theory]
    [InlineData("BTCUSDT-PERP", "user/BTCUSDT-PERP")]
    [InlineData("a/b", "user/a:2fb")]
    [InlineData("a:2fb", "user/a:3a2fb")]
    [InlineData("ä", "user/:c3:a4")]
    public void Escapes_what_an_id_cannot_have(string key, string expected) => Assert.Equal(expected, StreamKeys.Join("user/", key));

    [Fact]
    public void Long_keys_have_different_valid_ids()
    {
        string first = StreamKeys.Join("user/", new string('x', 200));
        string second = StreamKeys.Join("user/", new string('x', 201));

        Assert.NotEqual(first, second);
        JournalLimits.CheckStreamId(first);
        JournalLimits.CheckStreamId(second);
    }
}
