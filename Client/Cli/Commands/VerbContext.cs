using System.CommandLine;
using OrleansMarkets.Cli.Credentials;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>What every verb works with.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Connection">Where its connection comes from.</param>
internal sealed record VerbContext(Terminal Terminal, ConnectionArguments Connection)
{
    /// <summary>Lets a verb run with the trader's client.</summary>
    public void Run(Command command, Func<IMarketsClient, ParseResult, CancellationToken, Task<int>> verb) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            await using IMarketsClient client = MarketsClient.Connect(Connection.Trader(parsed));
            return await verb(client, parsed, cancellation);
        });

    /// <summary>Writes a list and ends well.</summary>
    public int Report<T>(ParseResult parsed, IReadOnlyCollection<T> items, params IReadOnlyList<Column<T>> columns)
    {
        Output.Report.Write(Terminal, Connection.IsJson(parsed), items, columns);
        return ExitCodes.Ok;
    }

    /// <summary>Writes one result: JSON or a line of words.</summary>
    public int Say<T>(ParseResult parsed, T value, string words)
    {
        Terminal.Results.WriteLine(Connection.IsJson(parsed) ? JsonText.Of(value) : words);
        return ExitCodes.Ok;
    }
}
