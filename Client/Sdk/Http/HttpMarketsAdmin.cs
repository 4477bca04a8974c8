using OrleansMarkets.Client.Retries;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Client.Http;

/// <summary>The operator's calls over HTTP.</summary>
internal sealed class HttpMarketsAdmin(GatewayTransport transport, Repeater repeater) : IMarketsAdmin
{
    // Not repeated: a second call would open a second account.
    public async Task<AccountCredentials> CreateAccountAsync(CancellationToken cancellation)
    {
        NewAccount made = await transport.PostAsync(
            GatewayRoutes.NewAccount,
            new NewAccountRequest(),
            WireJson.Default.NewAccountRequest,
            WireJson.Default.EnvelopeNewAccount,
            order: null,
            cancellation);
        return new AccountCredentials(WireMapping.Whole(made.Account), made.ApiKey, made.ApiSecret);
    }

    // Not repeated: an order that came meanwhile would be undone.
    public async Task<MarketState> SetPhaseAsync(MarketId market, TradingPhase phase, string reason, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        PhaseAnswer answer = await transport.PostAsync(
            GatewayRoutes.Phase,
            new PhaseRequest
            {
                Category = WireMapping.Text(market.Category),
                Symbol = market.Symbol,
                Phase = phase.ToString(),
                Reason = reason,
            },
            WireJson.Default.PhaseRequest,
            WireJson.Default.EnvelopePhaseAnswer,
            order: null,
            cancellation);
        return new MarketState(market, answer.Phase, answer.Sequence);
    }

    public Task DepositAsync(long account, string asset, decimal amount, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

        // The id makes a repetition harmless: it is made once, before the first attempt.
        var body = new DepositRequest
        {
            Id = OrderRequest.NewClientOrderId(),
            Account = QueryText.Number(account),
            Coin = asset,
            Amount = WireMapping.Text(amount),
        };
        return repeater.RepeatAsync(
            () => Attempts.OfAsync(() => transport.PostAsync(
                GatewayRoutes.Deposit,
                body,
                WireJson.Default.DepositRequest,
                WireJson.Default.EnvelopeDepositResult,
                order: null,
                cancellation)),
            cancellation);
    }
}
