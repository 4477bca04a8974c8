using Orleans;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>A quantity spread over limit orders at several prices; admitted as a whole or not at all.</summary>
/// <param name="Id">
/// The command id: order i, counted from 1, is the command of this id with i exclusively or'ed into the highest byte of its lower half.
/// </param>
/// <param name="Symbol">The market.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Flags">Post-only, reduce-only; for every order.</param>
/// <param name="FirstPriceUnits">Price of the first order, price units.</param>
/// <param name="LastPriceUnits">Price of the last order, price units.</param>
/// <param name="Orders">Number of orders, 2 to 50.</param>
/// <param name="QuantityLots">Quantity of all orders together, lots.</param>
/// <param name="PriceSpacing">How the prices go from first to last.</param>
/// <param name="SizeSpacing">How the sizes go from first to last.</param>
/// <param name="SizeRatioPpm">Size of the last order as a share of the first one's, ppm: 1,000,000 for equal sizes.</param>
/// <param name="DeadlineNs">As in <see cref="PlaceOrder"/>.</param>
/// <param name="ClientOrderId">As in <see cref="PlaceOrder"/>; the same for all.</param>
/// <param name="Instructions">
/// As in <see cref="PlaceOrder"/>, the same for all; neither trigger, peg nor link. With an expiry they are good till that date.
/// </param>
[GenerateSerializer, Immutable, Alias("om.scale-order")]
public sealed record ScaleOrder(
    CommandKey Id,
    string Symbol,
    Side Side,
    OrderFlags Flags,
    long FirstPriceUnits,
    long LastPriceUnits,
    int Orders,
    long QuantityLots,
    ScaleSpacing PriceSpacing,
    ScaleSpacing SizeSpacing,
    long SizeRatioPpm,
    long DeadlineNs,
    string ClientOrderId = "",
    OrderInstructions? Instructions = null)
{
    private const int NumberShift = 56;

    /// <summary>The command of one of its orders.</summary>
    /// <param name="id">The scale order's.</param>
    /// <param name="number">Which, from 1.</param>
    public static CommandKey CommandOf(CommandKey id, int number) => new(id.High, id.Low ^ ((ulong)number << NumberShift));
}
