using OrleansMarkets.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansMarkets.Cli.Output;

/// <summary>An order book as a person reads it: asks above bids, best prices in the middle.</summary>
internal static class BookView
{
    public static IRenderable Draw(OrderBook book, int levels, bool isLive)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(Head(book, isLive))) };
        table.AddColumn(new TableColumn("side"));
        table.AddColumn(new TableColumn("price") { Alignment = Justify.Right });
        table.AddColumn(new TableColumn("quantity") { Alignment = Justify.Right });
        foreach (BookLevel ask in book.Asks.Take(levels).Reverse())
        {
            AddRow(table, "ask", ask, Color.Red);
        }

        foreach (BookLevel bid in book.Bids.Take(levels))
        {
            AddRow(table, "bid", bid, Color.Green);
        }

        return table;
    }

    /// <summary>The best prices on one line, for output that cannot be redrawn.</summary>
    public static string Line(OrderBook book) =>
        $"{Texts.Of(book.Time)} {Side(book.BestBid)} | {Side(book.BestAsk)} sequence {Texts.Of(book.Sequence)}";

    private static string Head(OrderBook book, bool isLive) =>
        $"{book.MarketId}  sequence {Texts.Of(book.Sequence)}  {Texts.Of(book.Time)}{(isLive ? "" : "  (interrupted)")}";

    private static string Side(BookLevel? best) => best is { } level ? $"{Texts.Of(level.Quantity)} @ {Texts.Of(level.Price)}" : "-";

    private static void AddRow(Table table, string side, BookLevel level, Color color) => table.AddRow(
        new Text(side, new Style(color)), new Text(Texts.Of(level.Price), new Style(color)), new Text(Texts.Of(level.Quantity)));
}
