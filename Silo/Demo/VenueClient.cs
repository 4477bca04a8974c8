using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Silo.Demo;

/// <summary>
/// One account's way to the venue through the calls that everybody has: numbers its commands, and sends one of unknown outcome again under
/// its id.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="account">The account.</param>
/// <param name="clock">The clock of ids and pauses.</param>
internal sealed class VenueClient(IGrainFactory grains, long account, TimeProvider clock)
{
    internal const int MaximumAttempts = 20;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly ICrossMarginGrain _crossMargin = grains.GetGrain<ICrossMarginGrain>(account);

    // The time at which this client began tells its ids from those of earlier runs.
    private readonly ulong _run = (ulong)clock.NowNs();
    private ulong _commands;

    /// <summary>The account.</summary>
    public long Account { get; } = account;

    /// <summary>Places a post-only order that rests.</summary>
    public Task<PlaceResult> QuoteAsync(
        string symbol, Side side, long priceUnits, long quantityLots, CancellationToken cancellation) =>
        PlaceAsync(symbol, side, TimeInForce.GoodTillCancelled, OrderFlags.PostOnly, priceUnits, quantityLots, cancellation);

    /// <summary>Places a market order.</summary>
    public Task<PlaceResult> TakeAsync(
        string symbol, Side side, OrderFlags flags, long quantityLots, CancellationToken cancellation) =>
        PlaceAsync(symbol, side, TimeInForce.ImmediateOrCancel, flags, priceUnits: 0, quantityLots, cancellation);

    /// <summary>Cancels one order.</summary>
    public Task<PlaceResult> CancelAsync(string symbol, long orderId, CancellationToken cancellation)
    {
        CancelRequest cancel = new(NextId(), symbol, orderId, default, DeadlineNs: 0);
        return SendAsync(() => _crossMargin.CancelOrder(cancel), result => result.Code, cancellation);
    }

    /// <summary>Cancels all orders in a market.</summary>
    public Task<PlaceResult> CancelAllAsync(string symbol, CancellationToken cancellation) =>
        SendAsync(() => _crossMargin.CancelAll(symbol), result => result.Code, cancellation);

    /// <summary>Deposits.</summary>
    public Task<LedgerResult> DepositAsync(string asset, long amountQuanta, CancellationToken cancellation)
    {
        LedgerCommand deposit = new(NextId(), asset, amountQuanta, Counterparty: 0);
        return SendAsync(() => _crossMargin.Deposit(deposit), result => result.Code, cancellation);
    }

    /// <summary>The account's risk profile, once it has asked all its markets: before that positions would be missing.</summary>
    public async Task<RiskReport> GetRiskAsync(CancellationToken cancellation)
    {
        RiskReport risk = await _crossMargin.GetRisk();
        for (int attempt = 1; attempt < MaximumAttempts && risk.Phase == AccountPhase.Recovering; attempt++)
        {
            await Task.Delay(RetryDelay, clock, cancellation);
            risk = await _crossMargin.GetRisk();
        }

        return risk;
    }

    private Task<PlaceResult> PlaceAsync(
        string symbol,
        Side side,
        TimeInForce timeInForce,
        OrderFlags flags,
        long priceUnits,
        long quantityLots,
        CancellationToken cancellation)
    {
        OrderType type = priceUnits == 0 ? OrderType.Market : OrderType.Limit;
        PlaceOrder order = new(NextId(), symbol, side, type, timeInForce, flags, priceUnits, quantityLots, DeadlineNs: 0);
        return SendAsync(() => _crossMargin.PlaceOrder(order), result => result.Code, cancellation);
    }

    private async Task<TResult> SendAsync<TResult>(
        Func<Task<TResult>> send, Func<TResult, ResultCode> codeOf, CancellationToken cancellation)
    {
        TResult result = await send();
        for (int attempt = 1; attempt < MaximumAttempts && IsUndecided(codeOf(result)); attempt++)
        {
            await Task.Delay(RetryDelay, clock, cancellation);
            result = await send();
        }

        return result;
    }

    private CommandKey NextId() => new(_run, ++_commands);

    private static bool IsUndecided(ResultCode code) =>
        code is ResultCode.Unknown or ResultCode.Unavailable or ResultCode.AccountRecovering;
}
