using System.Globalization;
using System.IO.Compression;
using System.Text;
using OrleansMarkets.Lab.Bars;

namespace OrleansMarkets.Lab.Tests.Bars;

public sealed class BarFileTests
{
    internal const string Good = "2022-01-01 00:00:00.000000,100.5,101,100,100.25,12.5";
    internal const string Next = "2022-01-01 00:01:00.000000,100.25,101,100,101,1";

    [Fact]
    public void Prices_are_exact_integers_of_1e8()
    {
        Bar bar = Assert.Single(Read("2022-01-01 00:00:00.000000,46319.10000001,46385.0,46319.00000000,46377,2300413.7295").Bars);
        Assert.Equal(new Bar(1_640_995_200_000_000_000, 4_631_910_000_001, 4_638_500_000_000, 4_631_900_000_000, 4_637_700_000_000), bar);
    }

    [Fact]
    public void Gaps_in_time_are_counted()
    {
        BarSeries series = Read(Good, Next, "2022-01-01 00:05:00.000000,101,101,101,101,0", "2022-01-01 00:06:00.000000,101,101,101,101,0");
        Assert.Equal(4, series.Bars.Length);
        Assert.Equal(1, series.Gaps);
    }

    [Theory]
    [InlineData("2022-01-01 00:01:00.000000,100,101,100,100", ErrorCodes.BadRow, "line 3, 6 fields expected")]
    [InlineData("2022-01-01 00:01:00.000000,100,101,100,100,1,2", ErrorCodes.BadRow, "line 3, 6 fields expected")]
    [InlineData("", ErrorCodes.BadRow, "line 3, 6 fields expected")]
    [InlineData("01/02/2022 00:01,100,101,100,100,1", ErrorCodes.BadRow, "line 3, field timestamp")]
    [InlineData("2022-01-01 00:01:00.000000,100,1e2,100,100,1", ErrorCodes.BadRow, "line 3, field high")]
    [InlineData("2022-01-01 00:01:00.000000,100,101,100.123456789,100,1", ErrorCodes.BadRow, "line 3, field low")]
    [InlineData("2022-01-01 00:01:00.000000,100,101,100,,1", ErrorCodes.BadRow, "line 3, field close")]
    [InlineData("2022-01-01 00:01:00.000000,100,101,100,100,many", ErrorCodes.BadRow, "line 3, field volume")]
    [InlineData("2022-01-01 00:01:00.000000,100,101,100,100,-1", ErrorCodes.BadRow, "line 3, field volume")]
    [InlineData("2022-01-01 00:01:00.000000,0,101,0,100,1", ErrorCodes.BadPrice, "line 3, field open")]
    [InlineData("2022-01-01 00:01:00.000000,100,101,-100,100,1", ErrorCodes.BadPrice, "line 3, field low")]
    [InlineData("2022-01-01 00:01:00.000000,100,10000001,100,100,1", ErrorCodes.BadPrice, "line 3, field high")]
    [InlineData("2022-01-01 00:01:00.000000,100,99,101,100,1", ErrorCodes.BadRange, "line 3, field low")]
    [InlineData("2022-01-01 00:01:00.000000,102,101,100,100,1", ErrorCodes.BadRange, "line 3, field open")]
    [InlineData("2022-01-01 00:01:00.000000,100,101,100,99,1", ErrorCodes.BadRange, "line 3, field close")]
    [InlineData("2022-01-01 00:00:59.000000,100,101,100,100,1", ErrorCodes.TimeOrder, "line 3, field timestamp")]
    [InlineData("2021-12-31 23:59:00.000000,100,101,100,100,1", ErrorCodes.TimeOrder, "line 3, field timestamp")]
    public void A_bad_row_is_refused_with_its_code_line_and_field(string row, string code, string place)
    {
        LabException exception = Assert.Throws<LabException>(() => Read(Good, row, Next));
        Assert.Equal(code, exception.Code);
        Assert.StartsWith(place, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_is_required()
    {
        Assert.Equal(ErrorCodes.BadHeader, Assert.Throws<LabException>(() => ReadBytes(Encoding.UTF8.GetBytes(Good))).Code);
        Assert.Equal(ErrorCodes.BadHeader, Assert.Throws<LabException>(() => ReadBytes([])).Code);
        Assert.Equal(ErrorCodes.NoBars, Assert.Throws<LabException>(() => Read()).Code);
    }

    [Fact]
    public void A_gzip_file_reads_like_a_plain_one()
    {
        Assert.Equal(Read(Good, Next).Bars.ToArray(), ReadBytes(Compress(Text(Good, Next))).Bars.ToArray());
    }

    [Fact]
    public void A_damaged_or_cut_gzip_file_is_refused()
    {
        byte[] whole = Compress(Text([.. Enumerable.Range(0, 50).Select(Minute)]));
        byte[] cut = whole[..(whole.Length / 2)];
        byte[] withoutChecksum = whole[..^6];
        byte[] flipped = [.. whole];
        flipped[whole.Length / 2] ^= 0x10;
        byte[] wrongChecksum = [.. whole];
        wrongChecksum[^7] ^= 1;
        foreach (byte[] bytes in new[] { cut, withoutChecksum, flipped, wrongChecksum })
        {
            Assert.Equal(ErrorCodes.CorruptGzip, Assert.Throws<LabException>(() => ReadBytes(bytes)).Code);
        }
    }

    [Fact]
    public void A_missing_file_is_said_so() =>
        Assert.Equal(ErrorCodes.FileMissing, Assert.Throws<LabException>(() => BarFile.Read("no-such-file.csv")).Code);

    private static string Minute(int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"2022-01-01 00:{minute:D2}:00.000000,{100 + (minute * 7 % 13)},200,50,100,{minute}");

    private static BarSeries Read(params string[] rows) => ReadBytes(Text(rows));

    private static byte[] Text(params string[] rows) => Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(BarRow.Header)) + "\n");

    private static BarSeries ReadBytes(byte[] bytes) => BarFile.Read(new MemoryStream(bytes), "test");

    private static byte[] Compress(byte[] plain)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }
}
