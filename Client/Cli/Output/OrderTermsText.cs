using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Output;

/// <summary>What an order asked for beyond price and quantity, in a few words.</summary>
internal static class OrderTermsText
{
    /// <summary>The words; empty for a plain order.</summary>
    public static string Of(Order order) => string.Join(", ", Parts(order));

    private static IEnumerable<string> Parts(Order order)
    {
        if (order.TriggerKind is { } kind)
        {
            string name = kind switch
            {
                TriggerKind.TakeProfit => "take-profit",
                TriggerKind.TrailingStop => "trailing stop",
                _ => "stop",
            };
            string place = order.TriggerPrice is { } price ? $" at {Texts.Of(price)}" : "";
            yield return $"{name}{place} by {SourceOf(order.TriggerSource)}";
        }

        if (order.Peg is { } peg)
        {
            string offset = peg.Offset == 0 ? "" : peg.Offset > 0 ? $" + {Texts.Of(peg.Offset)}" : $" - {Texts.Of(-peg.Offset)}";
            yield return $"follows {peg.Reference.ToString().ToLowerInvariant()}{offset}";
        }

        if (order.DisplayQuantity is { } shown)
        {
            yield return $"shows {Texts.Of(shown)}";
        }

        if (order.ExpiresAt is { } end)
        {
            yield return $"until {Texts.Of(end)}";
        }

        if (order.ClosePosition || order.ReduceOnly)
        {
            yield return order.ClosePosition ? "closes the position" : "reduce-only";
        }

        if (order.PostOnly)
        {
            yield return "post-only";
        }

        if (order.Tag is { } tag)
        {
            yield return $"tag {Texts.Of(tag)}";
        }
    }

    private static string SourceOf(TriggerSource? source) => source switch
    {
        TriggerSource.MarkPrice => "mark",
        TriggerSource.IndexPrice => "index",
        _ => "last",
    };
}
