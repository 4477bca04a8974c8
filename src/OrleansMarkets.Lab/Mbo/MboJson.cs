using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>The report as one line of JSON; prices are decimal text.</summary>
internal static class MboJson
{
    /// <summary>Writes the line, without its end.</summary>
    public static string Write(MboReport report)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("file", report.Recording.Source);
            json.WriteNumber("rows", report.Recording.Rows.Length);
            json.WriteString("tick", Price(report, 1));
            WriteOpening(json, report);
            WriteFills(json, report.Fills);
            WriteMessages(json, report.Messages);
            WriteBook(json, report.Book);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A price as text.</summary>
    public static string Price(MboReport report, long units) =>
        DecimalText.Format(units, MboFile.PriceDecimals, report.Recording.TickE9);

    private static void WriteOpening(Utf8JsonWriter json, MboReport report)
    {
        if (report.Opening is not { } opening)
        {
            return;
        }

        json.WriteString("auction_price_alone", Price(report, opening.Alone.PriceUnits));
        json.WriteNumber("auction_lots_alone", opening.Alone.VolumeLots);
        json.WriteNumber("auction_unseen_orders", opening.Unseen.Length);
        json.WriteNumber("auction_unseen_buy_lots", Lots(opening, Side.Buy));
        json.WriteNumber("auction_unseen_sell_lots", Lots(opening, Side.Sell));
        json.WriteString("auction_price", Price(report, opening.WithUnseen.PriceUnits));
        json.WriteNumber("auction_lots", opening.WithUnseen.VolumeLots);
        json.WriteString("auction_recorded_price", Price(report, opening.RecordedPriceUnits));
        json.WriteNumber("auction_recorded_lots", opening.RecordedLots);
        json.WriteNumber("auction_recorded_fills", opening.RecordedFills);
        json.WriteNumber("auction_matched_fills", opening.MatchedFills);
    }

    private static long Lots(MboOpening opening, Side side) =>
        opening.Unseen.Where(order => order.Side == side).Sum(order => order.Lots);

    private static void WriteFills(Utf8JsonWriter json, MboFills fills)
    {
        json.WriteNumber("trades", fills.Trades);
        json.WriteNumber("same_trades", fills.SameTrades);
        json.WriteNumber("recorded_fills", fills.Recorded);
        json.WriteNumber("matched_fills", fills.Matched);
        json.WriteNumber("fills_of_aggressors", fills.OfAggressors);
        json.WriteNumber("differing_self_match_prevention", fills.Differing(MboDifference.SelfMatchPrevention));
        json.WriteNumber("differing_iceberg", fills.Differing(MboDifference.Iceberg));
        json.WriteNumber("differing_lost_place", fills.Differing(MboDifference.LostPlace));
        json.WriteNumber("differing_other", fills.Differing(MboDifference.Other));
    }

    private static void WriteMessages(Utf8JsonWriter json, MboMessages messages)
    {
        json.WriteNumber("entered", messages.Entered);
        json.WriteNumber("crossing", messages.Crossing);
        json.WriteNumber("cancelled", messages.Cancelled);
        json.WriteNumber("gone_before", messages.GoneBefore);
        json.WriteNumber("replaced", messages.Replaced);
        json.WriteNumber("reduced", messages.Reduced);
        json.WriteNumber("unchanged", messages.Unchanged);
        json.WriteNumber("refilled", messages.Refilled);
    }

    private static void WriteBook(Utf8JsonWriter json, MboBookDifference book)
    {
        json.WriteNumber("book_same", book.Same);
        json.WriteNumber("book_differing", book.Differing);
        json.WriteNumber("book_only_recorded", book.OnlyRecorded);
        json.WriteNumber("book_only_ours", book.OnlyOurs);
    }
}
