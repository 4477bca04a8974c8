using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The arguments that name a market.</summary>
internal sealed class MarketArguments
{
    private readonly Argument<string?> _symbol;

    private readonly Option<MarketCategory> _category = new("--category")
    {
        Description = "linear (the perpetual) or spot",
        DefaultValueFactory = _ => MarketCategory.Linear,
    };

    private MarketArguments(Argument<string?> symbol) => _symbol = symbol;

    /// <summary>Adds a symbol that has to be there.</summary>
    public static MarketArguments Required(Command command) =>
        new MarketArguments(new Argument<string?>("SYMBOL") { Description = "For example BTCUSDT" }).AddTo(command);

    /// <summary>Adds a symbol that may be left out.</summary>
    public static MarketArguments Optional(Command command) => new MarketArguments(new Argument<string?>("SYMBOL")
    {
        Description = "For example BTCUSDT; all markets when left out",
        Arity = ArgumentArity.ZeroOrOne,
    }).AddTo(command);

    /// <summary>The market; null if the symbol was left out.</summary>
    public MarketId? Find(ParseResult parsed) =>
        parsed.GetValue(_symbol) is { } symbol ? new MarketId(symbol.ToUpperInvariant(), parsed.GetValue(_category)) : (MarketId?)null;

    /// <summary>The market.</summary>
    public MarketId Get(ParseResult parsed) => Find(parsed) ?? throw new UsageException("there is no symbol");

    private MarketArguments AddTo(Command command)
    {
        command.Arguments.Add(_symbol);
        command.Options.Add(_category);
        return this;
    }
}
