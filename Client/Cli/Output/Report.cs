using Spectre.Console;

namespace OrleansMarkets.Cli.Output;

/// <summary>A list of results: a table for people, JSON for machines.</summary>
internal static class Report
{
    /// <summary>Writes rows as a table, or the items themselves as one line of JSON.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="asJson">For a machine.</param>
    /// <param name="items">The items.</param>
    /// <param name="columns">Heads and texts of the columns; numbers stand right.</param>
    public static void Write<T>(Terminal terminal, bool asJson, IReadOnlyCollection<T> items, params IReadOnlyList<Column<T>> columns)
    {
        if (asJson)
        {
            terminal.Results.WriteLine(JsonText.Of(items));
            return;
        }

        if (items.Count == 0)
        {
            terminal.Results.WriteLine("none");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (Column<T> column in columns)
        {
            table.AddColumn(new TableColumn(column.Head) { Alignment = column.IsNumber ? Justify.Right : Justify.Left, NoWrap = true });
        }

        foreach (T item in items)
        {
            table.AddRow([.. columns.Select(column => new Text(column.Text(item)))]);
        }

        terminal.Canvas().Write(table);
    }
}
