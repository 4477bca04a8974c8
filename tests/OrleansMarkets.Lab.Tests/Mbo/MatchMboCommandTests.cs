using System.Text;
using System.Text.Json;
using OrleansMarkets.Lab.Commands;
using OrleansMarkets.Lab.Mbo;

namespace OrleansMarkets.Lab.Tests.Mbo;

public sealed class MatchMboCommandTests
{
    private const string RealFeed = "es-mbo-2023-12-25-part1.csv.gz";

    [MarketDataFact(RealFeed)]
    public void The_opening_auction_of_the_real_feed_is_the_recorded_one()
    {
        JsonElement report = Run(MarketDataFactAttribute.PathOf(RealFeed));
        Expect(report, ("auction_price_alone", "4800"), ("auction_price", "4800.25"), ("auction_recorded_price", "4800.25"));
        Expect(report, ("auction_lots_alone", 31), ("auction_lots", 44), ("auction_recorded_lots", 44));
        Expect(report, ("auction_unseen_orders", 7), ("auction_unseen_buy_lots", 13), ("auction_unseen_sell_lots", 1));
        Expect(report, ("auction_recorded_fills", 35), ("auction_matched_fills", 35));
    }

    [MarketDataFact(RealFeed)]
    public void Every_difference_from_the_real_feed_is_of_a_class_that_is_explained()
    {
        JsonElement report = Run(MarketDataFactAttribute.PathOf(RealFeed));
        Expect(report, ("rows", 40_000), ("trades", 1_626), ("same_trades", 1_552), ("recorded_fills", 3_005), ("matched_fills", 2_820));
        Expect(report, ("fills_of_aggressors", 79), ("crossing", 0), ("refilled", 57));
        Expect(report, ("differing_self_match_prevention", 40), ("differing_iceberg", 28), ("differing_lost_place", 6));
        Expect(report, ("differing_other", 0), ("book_same", 10_629), ("book_differing", 0));
        Expect(report, ("book_only_recorded", 0), ("book_only_ours", 0));
    }

    [Fact]
    public void Each_fill_is_compared_in_its_place()
    {
        Feed feed = new Feed()
            .Add('A', 1, "100.5", 3).Add('A', 2, "100.5", 2).Add('A', 3, "100.75", 4)
            .Later().Trade('B', 4, "100.5", 5).Fill('A', 1, "100.5", 3).Fill('A', 2, "100.5", 2)
            .Trade('B', 4, "100.75", 1).Fill('A', 3, "100.75", 1)
            .Cancel('A', 1, "100.5", 3, ends: false).Cancel('A', 2, "100.5", 2, ends: false).Modify('A', 3, "100.75", 3);
        JsonElement report = Match(feed);
        Expect(report, ("tick", "0.25"));
        Expect(report, ("trades", 2), ("same_trades", 2), ("recorded_fills", 3), ("matched_fills", 3));
        Expect(report, ("gone_before", 2), ("unchanged", 1), ("book_same", 1));
        Expect(report, ("book_differing", 0), ("book_only_recorded", 0), ("book_only_ours", 0));
        Assert.False(report.TryGetProperty("auction_price", out _));
    }

    [Fact]
    public void A_change_keeps_its_place_only_with_fewer_lots_at_the_same_price()
    {
        Feed feed = new Feed()
            .Add('B', 1, "10", 5).Add('B', 2, "10", 5).Add('B', 3, "10", 5)
            .Modify('B', 1, "10", 6).Modify('B', 2, "10", 4).Modify('B', 3, "9", 5).Modify('B', 3, "10", 5)
            .Later().Trade('A', 4, "10", 14).Fill('B', 2, "10", 4).Fill('B', 1, "10", 6).Fill('B', 3, "10", 4);
        JsonElement report = Match(feed);
        Expect(report, ("matched_fills", 3), ("replaced", 3), ("reduced", 1));
    }

    [Fact]
    public void Differences_are_told_by_their_class()
    {
        Feed feed = new Feed()
            .Add('A', 1, "100", 1).Add('A', 2, "100", 1).Add('A', 3, "100", 1)
            .Later().Trade('B', 90, "100", 1).Fill('A', 2, "100", 1).Cancel('A', 2, "100", 1, ends: false).Cancel('A', 1, "100", 1)
            .Add('A', 4, "101", 1).Add('A', 5, "101", 2)
            .Later().Trade('B', 91, "101", 4).Fill('A', 3, "100", 1).Fill('A', 5, "101", 2).Fill('A', 4, "101", 1)
            .Cancel('A', 3, "100", 1, ends: false).Cancel('A', 4, "101", 1, ends: false).Cancel('A', 5, "101", 2)
            .Add('B', 6, "99", 1)
            .Later().Trade('A', 92, "99", 9).Fill('B', 6, "99", 9).Modify('B', 6, "99", 3)
            .Later().Trade('A', 6, "99", 2).Fill('B', 6, "99", 2);
        JsonElement report = Match(feed);
        Expect(report, ("differing_self_match_prevention", 1), ("differing_lost_place", 1), ("differing_iceberg", 2));
        Expect(report, ("differing_other", 0), ("refilled", 1), ("fills_of_aggressors", 1));
    }

    [Fact]
    public void What_leaves_in_an_event_leaves_before_what_enters_in_it()
    {
        Feed feed = new Feed().Add('A', 1, "100", 1).Add('B', 2, "101", 1, ends: false).Cancel('A', 1, "100", 1);
        Expect(Match(feed), ("crossing", 0), ("book_same", 1), ("book_only_ours", 0));
        Expect(Match(new Feed().Add('A', 1, "100", 1).Add('B', 2, "101", 1)), ("crossing", 1), ("book_only_recorded", 2));
    }

    [Fact]
    public void The_opening_auction_takes_unseen_orders_to_the_side_that_lacks_them()
    {
        Feed feed = new Feed()
            .Add('B', 1, "101", 5).Add('B', 2, "99", 5).Add('A', 3, "100", 8).Modify('A', 3, "100", 7).Add('A', 5, "102", 1)
            .Cancel('A', 5, "102", 1)
            .Later().Trade('N', 0, "100", 7).Fill('N', 1, "100", 5).Fill('N', 3, "100", 7).Fill('N', 4, "100", 2)
            .Cancel('B', 1, "101", 5, ends: false).Cancel('A', 3, "100", 7)
            .Later().Trade('A', 6, "99", 1).Fill('B', 2, "99", 1).Modify('B', 2, "99", 4);
        JsonElement report = Match(feed);
        Expect(report, ("auction_price_alone", "100"), ("auction_price", "100"), ("auction_recorded_price", "100"));
        Expect(report, ("auction_lots_alone", 5), ("auction_lots", 7), ("auction_unseen_buy_lots", 2), ("auction_unseen_sell_lots", 0));
        Expect(report, ("auction_recorded_fills", 3), ("auction_matched_fills", 3), ("matched_fills", 1), ("gone_before", 2));
        Expect(report, ("book_same", 1), ("book_differing", 0), ("book_only_recorded", 0), ("book_only_ours", 0));
    }

    [Fact]
    public void The_text_comes_before_the_line_of_json_unless_json_is_asked_for()
    {
        Feed feed = new Feed().Add('B', 1, "10", 5);
        string[] lines = Output(feed.Gzip()).TrimEnd().Split('\n');
        Assert.StartsWith("file  ", lines[0], StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(lines[^1]).RootElement.GetProperty("rows").GetInt32());
        Assert.StartsWith("{", Output(feed.Gzip(), "--json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ErrorCodes.MboBadHeader)]
    [InlineData("a,b\n", ErrorCodes.MboBadHeader)]
    [InlineData(MboFile.Header + "\n", ErrorCodes.MboBadLength)]
    [InlineData(MboFile.Header + "\n1,1,A,B,1,10,1\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,B,1,10,1,0,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,R,B,1,10,1,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,X,1,10,1,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,N,1,10,1,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,B,-1,10,1,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,B,1,ten,1,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,B,1,1000001,1,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,B,1,10,0,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\n1,1,A,B,1,10,2147483648,0\n", ErrorCodes.MboBadRow)]
    [InlineData(MboFile.Header + "\nx,1,A,B,1,10,1,0\n", ErrorCodes.MboBadRow)]
    public void A_bad_file_is_said_with_its_code(string text, string code)
    {
        using MemoryStream content = new(Encoding.UTF8.GetBytes(text));
        Assert.Equal(code, Assert.Throws<LabException>(() => MboFile.Read(content, "feed.csv")).Code);
    }

    [Fact]
    public void A_file_that_is_missing_or_cut_short_is_said_with_its_code()
    {
        Assert.Equal(ErrorCodes.MboMissing, Assert.Throws<LabException>(() => MboFile.Read("no-such-file.csv")).Code);
        byte[] gzip = new Feed().Add('B', 1, "10", 5).Gzip();
        using MemoryStream content = new(gzip[..^1]);
        Assert.Equal(ErrorCodes.CorruptGzip, Assert.Throws<LabException>(() => MboFile.Read(content, "feed.csv.gz")).Code);
    }

    private static void Expect(JsonElement report, params (string Key, object Value)[] expected)
    {
        foreach ((string key, object value) in expected)
        {
            JsonElement actual = report.GetProperty(key);
            Assert.Equal((key, value), (key, actual.ValueKind == JsonValueKind.String ? actual.GetString()! : (object)actual.GetInt32()));
        }
    }

    private static JsonElement Match(Feed feed) => JsonDocument.Parse(Output(Encoding.UTF8.GetBytes(feed.Text()), "--json")).RootElement;

    private static string Output(byte[] file, params string[] options)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            return Text(path, options);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static JsonElement Run(string path) => JsonDocument.Parse(Text(path, ["--json"])).RootElement;

    private static string Text(string path, string[] options)
    {
        var output = new StringWriter();
        Assert.Equal(ExitCodes.Ok, LabCommandLine.Run(["match-mbo", path, .. options], output, TextWriter.Null));
        return output.ToString();
    }
}
