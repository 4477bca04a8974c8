using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The arguments that name an order.</summary>
internal sealed class OrderArguments
{
    private readonly Option<string?> _order = new("--order") { Description = "The order by the exchange's id" };
    private readonly Option<string?> _id = new("--id") { Description = "The order by your own id" };

    private OrderArguments()
    {
    }

    /// <summary>Adds them.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="isRequired">Whether an order has to be named.</param>
    public static OrderArguments AddTo(Command command, bool isRequired)
    {
        var arguments = new OrderArguments();
        command.Options.Add(arguments._order);
        command.Options.Add(arguments._id);
        command.Validators.Add(result =>
        {
            bool isById = result.IsGiven(arguments._order);
            bool isByClientId = result.IsGiven(arguments._id);
            if ((isById && isByClientId) || (isRequired && !isById && !isByClientId))
            {
                result.AddError("name the order with --order or with --id");
            }
        });
        return arguments;
    }

    /// <summary>The order; null if none is named.</summary>
    public OrderKey? Find(ParseResult parsed) =>
        parsed.GetValue(_order) is { } order ? OrderKey.ById(order)
        : parsed.GetValue(_id) is { } id ? OrderKey.ByClientId(id)
        : null;
}
