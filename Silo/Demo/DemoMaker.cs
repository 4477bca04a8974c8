using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Demo;

/// <summary>A market maker: quotes all markets of the plan that are open.</summary>
internal sealed class DemoMaker : IPersona
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly VenueClient _client;
    private readonly MarkReader _marks;
    private readonly Dictionary<string, MarketQuotes> _quotes;
    private readonly DemoCapital _capital;

    /// <summary>Makes a maker.</summary>
    /// <param name="client">Its account.</param>
    /// <param name="marks">Where it reads marks.</param>
    /// <param name="capital">Deposits its capital.</param>
    /// <param name="plan">The markets.</param>
    public DemoMaker(VenueClient client, MarkReader marks, DemoCapital capital, MarketPlan plan)
    {
        (_client, _marks, _capital) = (client, marks, capital);
        long quantaPerUnit = plan.Quanta(plan.Assets.Settlement.Code, 1);
        _quotes = plan.Markets.ToDictionary(market => market.Symbol, market => new MarketQuotes(client, market, quantaPerUnit));
    }

    /// <inheritdoc/>
    public string Name => $"maker {_client.Account}";

    /// <inheritdoc/>
    public Task BeginAsync(CancellationToken cancellation) => _capital.FundMakerAsync(_client.Account, cancellation);

    /// <inheritdoc/>
    public async Task<TimeSpan> ActAsync(CancellationToken cancellation)
    {
        IReadOnlyList<MarketPrice> marks = await _marks.ReadOpenAsync();
        RiskReport risk = await _client.GetRiskAsync(cancellation);
        foreach (MarketPrice mark in marks)
        {
            if (_quotes.TryGetValue(mark.Symbol, out MarketQuotes? quotes))
            {
                await quotes.RefreshAsync(mark.MarkUnits, RowOf(risk, mark.Symbol), cancellation);
            }
        }

        return Period;
    }

    private static RowImage RowOf(RiskReport risk, string symbol) =>
        risk.Positions.FirstOrDefault(line => line.Symbol == symbol)?.Row ?? default;
}
