using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// Takes the account's orders: checks the form, values the account at fresh marks, reserves in the same step, and sends. A rejection by
/// risk goes to the book too, which records it under the id, unless an earlier attempt of the same id has executed there: then that
/// result is the answer.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="books">Calls books.</param>
/// <param name="underWay">Commands without a result.</param>
/// <param name="catalog">Market definitions of the silo.</param>
/// <param name="prices">Prices of the silo.</param>
/// <param name="grains">Finds grains.</param>
/// <param name="clock">The silo's clock.</param>
internal sealed partial class OrderDesk(
    MarginAccount account,
    BookCaller books,
    CommandsUnderWay underWay,
    MarketCatalog catalog,
    MarketPriceCache prices,
    IGrainFactory grains,
    TimeProvider clock)
{
    private readonly SelfTradeGroups _groups = new(account.Number, grains);

    /// <summary>Deadline of a command that names none.</summary>
    public const long DefaultDeadlineNs = 5_000_000_000;

    /// <summary>Whether an episode of liquidation holds the account: no new risk.</summary>
    private bool IsLiquidating => account.State.Episode is not null;

    /// <summary>Places an order.</summary>
    public Task<PlaceResult> Place(PlaceOrder order) =>
        underWay.Find(order.Id, order) ?? underWay.Keep(order.Id, order, PlaceNew(order));

    /// <summary>Cancels an order.</summary>
    public Task<PlaceResult> Cancel(CancelRequest cancel) =>
        underWay.Find(cancel.Id, cancel) ?? underWay.Keep(cancel.Id, cancel, CancelNew(cancel));

    /// <summary>Cancels all orders in a market.</summary>
    public async Task<PlaceResult> CancelAll(string symbol)
    {
        if (!account.TryGetStake(symbol, out MarketStake? stake))
        {
            await account.Barrier();
            return PlaceResults.Rejected(ResultCode.OrderNotFound);
        }

        bool done = await books.Touch(stake, TouchCancel.All, BookCaller.MaximumAttempts);
        return PlaceResults.Rejected(done ? ResultCode.Ok : ResultCode.Unknown) with { Status = OrderStatus.None };
    }

    /// <summary>The stake in a market: durable in the account's list, and touched once by this activation.</summary>
    /// <returns>Ok and the stake, or why not.</returns>
    public async Task<(ResultCode Code, MarketStake? Stake)> Join(string symbol)
    {
        if (account.TryGetStake(symbol, out MarketStake? known) && known.Calls.IsTouched)
        {
            return (ResultCode.Ok, known);
        }

        CatalogLookup found = await catalog.FindAsync(grains, symbol);
        if (found.Market is not { } market)
        {
            return (found.Code, null);
        }

        if (!account.State.HasMarket(symbol))
        {
            AccountOutcome joined = await account.Commit(AccountCommand.JoinMarket(symbol));
            if (joined.Code != ResultCode.Ok)
            {
                return (joined.Code, null);
            }
        }

        MarketStake stake = account.OpenStake(market);
        bool answered = stake.Calls.IsTouched || await books.Touch(stake, TouchCancel.None, maximumAttempts: 2);
        if (!answered)
        {
            account.LeftUntouched(stake);
        }

        return (answered ? ResultCode.Ok : ResultCode.Unavailable, stake);
    }

    private static bool IsWellFormed(PlaceOrder order, long now) =>
        order.Id != default
        && IsSymbol(order.Symbol)
        && Enum.IsDefined(order.Side)
        && Enum.IsDefined(order.Type)
        && Enum.IsDefined(order.TimeInForce)
        && (order.Flags & ~(OrderFlags.PostOnly | OrderFlags.PostOnlySlide | OrderFlags.ReduceOnly | OrderFlags.ClosePosition)) == 0
        && (order.Type == OrderType.Market ? order.PriceUnits == 0 : order.PriceUnits > 0)
        && (order.QuantityLots > 0 || (order.QuantityLots == 0 && order.Flags.HasFlag(OrderFlags.ClosePosition)))
        && ClientOrderId.IsWellFormed(order.ClientOrderId)
        && order.DeadlineNs >= 0
        && order.DeadlineNs <= now + MarketLimits.MaximumDeadlineNs;

    private static bool IsWellFormed(CancelRequest cancel) =>
        cancel.Id != default && IsSymbol(cancel.Symbol) && (cancel.OrderId != 0 || cancel.Target != default);

    private static bool IsSymbol(string? text) => text is { Length: > 0 and <= AccountLimits.MaximumNameLength };

    private Task<PlaceResult> PlaceNew(PlaceOrder order)
    {
        long now = clock.NowNs();
        if (!IsWellFormed(order, now))
        {
            return Task.FromResult(PlaceResults.Rejected(ResultCode.InvalidRequest));
        }

        // Nearly always there is nothing to ask first, and then nothing to wait for.
        return SelfTradeGroups.IsNamed(order.Instructions) ? PlaceInGroup(order, now)
            : account.TryGetStake(order.Symbol, out MarketStake? stake) && stake.Calls.IsTouched
                && prices.TryGetRecent(out PriceView view) && !HasNewerRules(stake, view)
                ? Send(order, stake, view, now)
                : AskThenSend(order, now);
    }

    private async Task<PlaceResult> PlaceInGroup(PlaceOrder order, long now)
    {
        try
        {
            await _groups.Find();
            return await AskThenSend(_groups.Resolve(order), now);
        }
        finally
        {
            underWay.Forget(order.Id);
        }
    }

    private async Task<PlaceResult> AskThenSend(PlaceOrder order, long now)
    {
        try
        {
            (ResultCode code, MarketStake? stake) = await Join(order.Symbol);
            if (code != ResultCode.Ok)
            {
                return PlaceResults.Rejected(code);
            }

            PriceView view = await prices.GetAsync(grains);
            if (HasNewerRules(stake!, view))
            {
                await Refresh(stake!, stake!.ParametersVersion(view));
            }

            return await Send(order, stake!, view, now);
        }
        finally
        {
            underWay.Forget(order.Id);
        }
    }

    // No await between the check and the first call: what is checked is what is reserved.
    private Task<PlaceResult> Send(PlaceOrder order, MarketStake stake, PriceView view, long now)
    {
        long deadline = order.DeadlineNs == 0 ? now + DefaultDeadlineNs : order.DeadlineNs;
        return books.UntilResult(Admit(order, stake, view, deadline));
    }

    private Task<PlaceResult> CancelNew(CancelRequest cancel)
    {
        if (!IsWellFormed(cancel))
        {
            return Task.FromResult(PlaceResults.Rejected(ResultCode.InvalidRequest));
        }

        return account.TryGetStake(cancel.Symbol, out MarketStake? stake) ? Send(cancel, stake) : JoinThenSend(cancel);
    }

    private async Task<PlaceResult> JoinThenSend(CancelRequest cancel)
    {
        try
        {
            (ResultCode code, MarketStake? stake) = await Join(cancel.Symbol);
            return stake is null ? PlaceResults.Rejected(code) : await Send(cancel, stake);
        }
        finally
        {
            underWay.Forget(cancel.Id);
        }
    }

    private Task<PlaceResult> Send(CancelRequest cancel, MarketStake stake) => books.UntilResult(ToCommand(cancel, stake));

    private BookCancel ToCommand(CancelRequest cancel, MarketStake stake)
    {
        long deadline = cancel.DeadlineNs == 0 ? clock.NowNs() + DefaultDeadlineNs : cancel.DeadlineNs;
        var message = new CancelOrder(account.Number, default, cancel.Id, deadline, cancel.OrderId, cancel.Target);
        return new BookCancel(books.Answers, stake, message);
    }

    private static bool HasNewerRules(MarketStake stake, PriceView view) =>
        stake.ParametersVersion(view) > stake.Market.Parameters.Version;

    // A book that has newer parameters says so on the board: orders are checked against those.
    private async Task Refresh(MarketStake stake, long version)
    {
        CatalogLookup found = await catalog.FindAsync(grains, stake.Symbol, version);
        if (found.Market is { } market && market.Parameters.Version > stake.Market.Parameters.Version)
        {
            stake.Market = market;
        }
    }

    private BookOrder Admit(
        PlaceOrder order, MarketStake stake, PriceView view, long deadline, ResultCode verdictOfRun = ResultCode.Ok)
    {
        Span<MarketExposure> exposures = account.Exposures(view);
        int index = account.IndexOf(stake);
        ReadOnlySpan<CollateralBalance> collateral = account.Collateral();
        OrderTerms terms = OrderPricing.TermsOf(order, collateral, exposures, exposures[index]);
        (ResultCode verdict, long reserve) = verdictOfRun == ResultCode.Ok
            ? Judge(order, stake, terms, collateral, exposures, index)
            : (verdictOfRun, 0);
        return ToCommand(order, stake, terms, verdict, reserve, deadline);
    }

    private BookOrder ToCommand(
        PlaceOrder order, MarketStake stake, in OrderTerms terms, ResultCode verdict, long reserve, long deadline)
    {
        var message = new SubmitOrder(
            account.Number,
            default,
            order.Id,
            deadline,
            stake.Market.Parameters.Version,
            order.Side,
            order.Type,
            order.TimeInForce,
            order.Flags,
            order.PriceUnits,
            order.Type == OrderType.Market ? terms.PriceUnits : 0,
            order.QuantityLots,
            verdict,
            reserve,
            order.ClientOrderId,
            order.Instructions);
        return new BookOrder(books.Answers, stake, message, terms);
    }

    private (ResultCode Verdict, long ReserveQuanta) Judge(
        PlaceOrder order,
        MarketStake stake,
        in OrderTerms terms,
        ReadOnlySpan<CollateralBalance> collateral,
        Span<MarketExposure> exposures,
        int index,
        Int128 promisedBaseQuanta = default)
    {
        MarketParameters rules = stake.Market.Parameters;
        if (order.QuantityLots > rules.MaximumLots)
        {
            return (ResultCode.QuantityTooLarge, 0);
        }

        if (terms.PriceUnits > rules.MaximumPriceUnits)
        {
            return (ResultCode.PriceOutOfBand, 0);
        }

        if (!_groups.MayName(order.Instructions))
        {
            return (ResultCode.Forbidden, 0);
        }

        bool sellsBase = order.Side == Side.Sell && stake.Market.Spec.Kind == MarketKind.Spot;
        long freeBase = sellsBase ? (long)Int128.Max(0, account.FreeBaseQuanta(stake) - promisedBaseQuanta) : 0;
        Admission admission = OrderAdmission.Admit(collateral, exposures, index, terms, freeBase);
        if (admission.Code != ResultCode.Ok)
        {
            return (admission.Code, 0);
        }

        if (admission.Raises && account.IsRecovering)
        {
            return (ResultCode.AccountRecovering, 0);
        }

        return admission.Raises && IsLiquidating ? (ResultCode.AccountInLiquidation, 0) : (ResultCode.Ok, admission.ReserveQuanta);
    }
}
