using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Twin;

namespace OrleansMarkets.Core.Tests.Matching.Auctions;

/// <summary>An order of the naive market with auctions.</summary>
internal sealed class NaiveAuctionOrder : INaivePeg
{
    public required int Number { get; init; }

    public required int Account { get; init; }

    public required Side Side { get; init; }

    /// <summary>The worst price, or the present one of an order that follows a reference.</summary>
    public required long Price { get; set; }

    public PegTerms Peg { get; init; }

    public long PegWorst { get; init; }

    public required long Lots { get; set; }

    public required TimeInForce Force { get; init; }

    public required OrderFlags Flags { get; init; }

    /// <summary>When a delayed order is matched.</summary>
    public long DueNs { get; set; }

    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);

    public bool IsPostOnly => Flags.HasFlag(OrderFlags.PostOnly);

    public bool Accepts(long price) => Side == Side.Buy ? price <= Price : price >= Price;
}
