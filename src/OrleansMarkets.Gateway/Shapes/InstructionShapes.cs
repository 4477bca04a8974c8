using System.Globalization;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Trading;
using TriggerTerms = OrleansMarkets.Core.Clearing.Commands.TriggerTerms;
using WireOrder = OrleansMarkets.Wire.Trading.Order;

namespace OrleansMarkets.Gateway.Shapes;

/// <summary>What orders ask for beyond plain ones, as the dialect writes it.</summary>
internal static class InstructionShapes
{
    /// <summary>Adds an order's instructions to its shape.</summary>
    public static WireOrder Add(GatewayMarket market, OrderImage order, WireOrder shape)
    {
        OrderInstructions instructions = order.Instructions!;
        MarketScale scale = market.Scale;
        return Linked(market, order, Triggered(market, order, shape)) with
        {
            DisplayQuantity = instructions.DisplayLots == 0 ? null : scale.Quantity(instructions.DisplayLots),
            ExpireTime = instructions.ExpiresNs == 0 ? null : Times.MsText(instructions.ExpiresNs),
            Tag = instructions.Tag == 0 ? null : instructions.Tag.ToString(CultureInfo.InvariantCulture),
            Peg = instructions.Peg.Reference == PegReference.None
                ? null
                : new Wire.Trading.PegTerms
                {
                    Reference = instructions.Peg.Reference.ToString(),
                    Offset = scale.Price(instructions.Peg.OffsetUnits),
                },
        };
    }

    /// <summary>What a waiting order is to the dialect.</summary>
    public static string StopOrderType(OrderImage order)
    {
        OrderInstructions instructions = order.Instructions!;
        bool protects = order.Flags.HasFlag(OrderFlags.ClosePosition) || IsChild(order, instructions.Link);
        return instructions.Trigger.Kind switch
        {
            TriggerKind.None => string.Empty,
            TriggerKind.TrailingStop => "TrailingStop",
            TriggerKind.TakeProfit when protects => "TakeProfit",
            TriggerKind.Stop when protects => "StopLoss",
            _ => "Stop",
        };
    }

    private static bool IsChild(OrderImage order, LinkTerms link) =>
        link.Kind is LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther && link.Group != order.CommandId;

    private static WireOrder Triggered(GatewayMarket market, OrderImage order, WireOrder shape)
    {
        TriggerTerms trigger = order.Instructions!.Trigger;
        if (trigger.Kind == TriggerKind.None)
        {
            return shape;
        }

        string kind = StopOrderType(order);
        return shape with
        {
            StopOrderType = kind,
            TriggerPrice = order.TriggerUnits == 0 ? string.Empty : market.Scale.Price(order.TriggerUnits),
            TriggerDirection = Triggers.Direction(trigger.Kind, order.Side),
            TriggerBy = Triggers.SourceText(trigger.Source),
            CreateType = kind is "TakeProfit" or "StopLoss" ? $"CreateBy{kind}" : shape.CreateType,
            Trailing = trigger.Kind != TriggerKind.TrailingStop
                ? null
                : new TrailingTerms
                {
                    Distance = trigger.TrailUnits == 0 ? null : market.Scale.Price(trigger.TrailUnits),
                    Rate = trigger.TrailPpm == 0 ? null : MarketScale.Rate(trigger.TrailPpm),
                    ActivationPrice = trigger.ActivationUnits == 0 ? null : market.Scale.Price(trigger.ActivationUnits),
                },
        };
    }

    private static WireOrder Linked(GatewayMarket market, OrderImage order, WireOrder shape)
    {
        LinkTerms link = order.Instructions!.Link;
        if (link.Kind == LinkKind.None)
        {
            return shape;
        }

        OrderImage? first = link.Group == order.CommandId ? order : market.Replica.FindOrder(order.Account, link.Group);
        OrderImage[] children = link.Group == order.CommandId && link.Kind == LinkKind.OneTriggersOneCancelsOther
            ? [.. market.Replica.ReadOpenOrders(order.Account).Where(other => other.Instructions?.Link.Group == link.Group)]
            : [];
        return shape with
        {
            TakeProfit = TriggerOf(market, children, TriggerKind.TakeProfit),
            StopLoss = TriggerOf(market, children, TriggerKind.Stop),
            Linkage = new LinkageTerms
            {
                Kind = link.Kind switch
                {
                    LinkKind.OneCancelsOther => "OCO",
                    LinkKind.OneTriggersOther => "OTO",
                    _ => "OTOCO",
                },
                Group = first switch
                {
                    null => string.Empty,
                    { ClientOrderId.Length: > 0 } => first.ClientOrderId,
                    _ => market.OrderIdText(first.OrderId),
                },
            },
        };
    }

    private static string TriggerOf(GatewayMarket market, OrderImage[] children, TriggerKind kind) =>
        children.FirstOrDefault(child => child.Instructions!.Trigger.Kind == kind) is { } child
            ? market.Scale.Price(child.TriggerUnits)
            : string.Empty;
}
