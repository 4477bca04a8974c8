using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Personas;

/// <summary>
/// One account's way to the venue: numbers its commands and, as the protocol asks, sends a command of unknown outcome again under its id.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock of the simulation.</param>
/// <param name="account">The account.</param>
/// <param name="tally">Where calls are counted.</param>
public sealed class AccountClient(IGrainFactory grains, TimeProvider clock, long account, ReplayTally tally)
{
    internal const int MaximumAttempts = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly ICrossMarginGrain _crossMargin = grains.GetGrain<ICrossMarginGrain>(account);
    private ulong _commands;

    /// <summary>The account's number.</summary>
    public long Account { get; } = account;

    /// <summary>Places an order that executes at once, the rest cancelled.</summary>
    /// <param name="side">Buy or sell.</param>
    /// <param name="flags">Reduce-only, or none.</param>
    /// <param name="limitPriceUnits">Worst price; zero for a market order.</param>
    /// <param name="quantityLots">Quantity.</param>
    public Task<PlaceResult> TakeAsync(Side side, OrderFlags flags, long limitPriceUnits, long quantityLots) => PlaceAsync(new PlaceOrder(
        NextId(),
        VenueMarket.Symbol,
        side,
        limitPriceUnits == 0 ? OrderType.Market : OrderType.Limit,
        TimeInForce.ImmediateOrCancel,
        flags,
        limitPriceUnits,
        quantityLots,
        DeadlineNs: 0));

    /// <summary>Places a post-only order that rests.</summary>
    public Task<PlaceResult> QuoteAsync(Side side, long priceUnits, long quantityLots) => PlaceAsync(new PlaceOrder(
        NextId(),
        VenueMarket.Symbol,
        side,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        OrderFlags.PostOnly,
        priceUnits,
        quantityLots,
        DeadlineNs: 0));

    /// <summary>Cancels all resting orders.</summary>
    public Task<PlaceResult> CancelAllAsync() =>
        SendAsync(() => _crossMargin.CancelAll(VenueMarket.Symbol), result => result.Code);

    /// <summary>Deposits the settlement asset.</summary>
    public Task<LedgerResult> DepositAsync(long amountQuanta) => MoveAsync(_crossMargin.Deposit, amountQuanta, amountQuanta);

    /// <summary>Withdraws the settlement asset, when the account can spare it.</summary>
    public Task<LedgerResult> WithdrawAsync(long amountQuanta) => MoveAsync(_crossMargin.Withdraw, amountQuanta, -amountQuanta);

    /// <summary>The account's risk profile; waits while the account is still asking its markets, when positions would be missing.</summary>
    public async Task<RiskReport> GetRiskAsync()
    {
        RiskReport risk = await _crossMargin.GetRisk();
        for (int attempt = 1; attempt < MaximumAttempts && risk.Phase == AccountPhase.Recovering; attempt++)
        {
            await Task.Delay(RetryDelay, clock);
            risk = await _crossMargin.GetRisk();
        }

        return risk;
    }

    private Task<PlaceResult> PlaceAsync(PlaceOrder order) => SendAsync(() => _crossMargin.PlaceOrder(order), result => result.Code);

    private async Task<LedgerResult> MoveAsync(Func<LedgerCommand, Task<LedgerResult>> move, long amountQuanta, long flowQuanta)
    {
        LedgerCommand command = new(NextId(), VenueMarket.SettlementAsset, amountQuanta, Counterparty: 0);
        LedgerResult result = await SendAsync(() => move(command), reply => reply.Code);
        if (result.Code == ResultCode.Ok)
        {
            tally.CountMoney(flowQuanta);
        }

        return result;
    }

    private async Task<TResult> SendAsync<TResult>(Func<Task<TResult>> send, Func<TResult, ResultCode> codeOf)
    {
        TResult result = await send();
        for (int attempt = 1; attempt < MaximumAttempts && IsUndecided(codeOf(result)); attempt++)
        {
            await Task.Delay(RetryDelay, clock);
            result = await send();
        }

        tally.Count(codeOf(result));
        return result;
    }

    private CommandKey NextId() => new(unchecked((ulong)Account), ++_commands);

    private static bool IsUndecided(ResultCode code) =>
        code is ResultCode.Unknown or ResultCode.Unavailable or ResultCode.AccountRecovering;
}
