using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>One market of a risk report.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Row">The row.</param>
/// <param name="MarkUnits">Mark price used, price units.</param>
/// <param name="UnrealisedPnlQuanta">Unrealised profit and loss at that mark, quote quanta.</param>
/// <param name="InitialQuanta">Initial requirement, open and pending orders included.</param>
/// <param name="MaintenanceQuanta">Maintenance requirement.</param>
/// <param name="LiquidationPriceUnits">Mark at which the account meets maintenance, others unchanged; zero when none.</param>
[GenerateSerializer, Immutable, Alias("om.position-line")]
public sealed record PositionLine(
    string Symbol,
    RowImage Row,
    long MarkUnits,
    long UnrealisedPnlQuanta,
    long InitialQuanta,
    long MaintenanceQuanta,
    long LiquidationPriceUnits);
