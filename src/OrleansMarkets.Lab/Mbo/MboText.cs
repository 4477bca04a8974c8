using System.Globalization;
using System.Text;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>The report for people: one fact a line.</summary>
internal static class MboText
{
    /// <summary>Writes the report, without its last line end.</summary>
    public static string Write(MboReport report)
    {
        StringBuilder text = new();
        Line(text, "file", $"{report.Recording.Source}, {report.Recording.Rows.Length} rows, tick {MboJson.Price(report, 1)}");
        if (report.Opening is { } opening)
        {
            Line(text, "opening auction, recorded", Auction(report, opening.RecordedPriceUnits, opening.RecordedLots));
            Line(text, "  ours, orders shown alone", Auction(report, opening.Alone.PriceUnits, opening.Alone.VolumeLots));
            Line(
                text,
                $"  ours, {opening.Unseen.Length} unseen orders added",
                $"{Auction(report, opening.WithUnseen.PriceUnits, opening.WithUnseen.VolumeLots)}, "
                    + $"{opening.MatchedFills} of {opening.RecordedFills} recorded fills");
        }

        MboFills fills = report.Fills;
        Line(text, "fills of resting orders", $"{fills.Matched} of {fills.Recorded} recorded ones the same, in the same order");
        Line(text, "trade rows", $"{fills.SameTrades} of {fills.Trades} with all fills the same");
        foreach (MboDifference difference in Enum.GetValues<MboDifference>())
        {
            Line(text, "  differing: " + difference, $"{fills.Differing(difference)}");
        }

        MboMessages messages = report.Messages;
        Line(
            text,
            "messages",
            $"{messages.Entered} entered ({messages.Crossing} across the book), {messages.Cancelled} cancelled, "
                + $"{messages.GoneBefore} gone before, {messages.Replaced} replaced, {messages.Reduced} reduced, "
                + $"{messages.Unchanged} unchanged, {messages.Refilled} refilled");
        MboBookDifference book = report.Book;
        Line(
            text,
            "book at the end",
            $"{book.Same} orders the same, {book.Differing} differing, {book.OnlyRecorded} only recorded, {book.OnlyOurs} only ours");
        return text.ToString().TrimEnd();
    }

    private static string Auction(MboReport report, long priceUnits, long lots) =>
        string.Create(CultureInfo.InvariantCulture, $"{MboJson.Price(report, priceUnits)} with {lots} lots");

    private static void Line(StringBuilder text, string name, string value) => text.Append(name.PadRight(36)).Append(value).AppendLine();
}
