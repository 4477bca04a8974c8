using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Markets;
using Stage = OrleansMarkets.Core.Liquidation.LiquidationStage;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// Runs the account's liquidation episodes, one step at a time, on rows read after its opening orders are cancelled. Whoever calls, the
/// numbers decide: close against the book above the zero price, then insurance, then counterparties; the exact deficit is paid once all
/// is flat.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="books">Calls books.</param>
/// <param name="prices">Prices of the silo.</param>
/// <param name="assets">Assets: the settlement asset pays.</param>
/// <param name="grains">Finds grains.</param>
/// <param name="keepers">The keepers' shards, which know the counterparties.</param>
/// <param name="clock">The silo's clock.</param>
internal sealed class LiquidationDesk(
    MarginAccount account,
    BookCaller books,
    MarketPriceCache prices,
    AssetTable assets,
    IGrainFactory grains,
    KeeperOptions keepers,
    TimeProvider clock)
{
    /// <summary>Steps of one call: a keeper is answered soon, and the next call goes on.</summary>
    public const int MaximumStepsPerCall = 4;

    private const int TouchAttempts = 3;

    private readonly LiquidationCalls _calls = new(account, grains, keepers, clock);

    // An episode that an earlier activation began may hold insurance money: its end asks for the release in any case.
    private bool _mayHold = account.State.Episode is not null;
    private bool _running;
    private int _failedSteps;
    private long? _holdQuanta;

    /// <summary>Runs the next steps of the episode, or opens one if the account is below maintenance margin.</summary>
    /// <param name="keeperAccount">Account that receives the reward; zero for nobody.</param>
    public async Task<LiquidateResult> Run(long keeperAccount)
    {
        if (_running)
        {
            return Refused(ResultCode.LiquidationInProgress);
        }

        _running = true;
        try
        {
            return await RunAlone(keeperAccount);
        }
        finally
        {
            _running = false;
        }
    }

    private static LiquidateResult Refused(ResultCode code) =>
        new(code, 0, Contracts.CrossMargin.LiquidationStage.None, 0, 0, 0, 0);

    private async Task<LiquidateResult> RunAlone(long keeperAccount)
    {
        if (account.IsRecovering)
        {
            return Refused(ResultCode.AccountRecovering);
        }

        if (account.State.Episode is null && !await TryOpen())
        {
            await account.Barrier();
            return Refused(ResultCode.NotLiquidatable);
        }

        if (!await Freeze())
        {
            return Refused(ResultCode.Unavailable);
        }

        var tally = new EpisodeTally(account.State.Episode!.Value.Number);
        for (int step = 0; step < MaximumStepsPerCall && account.State.Episode is not null; step++)
        {
            if (!await Advance(tally, keeperAccount))
            {
                break;
            }
        }

        return tally.ToResult();
    }

    // A cheap check on what is known keeps hopeless calls away from the books.
    private async Task<bool> TryOpen()
    {
        PriceView view = await prices.GetAsync(grains);
        AccountRisk risk = account.Risk(view, ValuationPurpose.Liquidation);
        if (!risk.IsLiquidatable || account.State.Episode is not null)
        {
            return account.State.Episode is not null;
        }

        _failedSteps = 0;
        _holdQuanta = null;
        _mayHold = false;
        AccountOutcome opened = await account.Commit(AccountCommand.StartEpisode(risk.EquityQuanta, risk.MaintenanceQuanta));
        return opened.Code == ResultCode.Ok;
    }

    private async Task<bool> Freeze()
    {
        foreach (MarketStake stake in account.Stakes.ToArray())
        {
            if (!await books.Touch(stake, TouchCancel.Opening, TouchAttempts))
            {
                return false;
            }
        }

        return true;
    }

    // One step. False when the episode ended or nothing more can be done now.
    private async Task<bool> Advance(EpisodeTally tally, long keeperAccount)
    {
        PriceView view = await prices.GetAsync(grains);
        LiquidationPlan plan = Plan(view, _failedSteps, _holdQuanta);
        switch (plan.Stage)
        {
            case Stage.Healthy or Stage.Restricted:
                await End(tally);
                return false;
            case Stage.Liquidating:
                return plan.Step is { } closing && await CloseOnBook(tally, closing, keeperAccount);
            case Stage.Insolvent:
                return await CoverOrClose(tally, plan, keeperAccount);
            case Stage.Deleveraging:
                return await EnsureHold(tally, plan.Risk)
                    && (await Deleverage(tally, view) || (_calls.FoundNobody && await CloseUncovered(tally, view, keeperAccount)));
            default:
                throw new InvalidOperationException($"There is no stage {plan.Stage}.");
        }
    }

    // Nobody can be cut: the position goes to the book within the usual distance of the mark, so that its risk does not grow, and the debt
    // waits for insurance.
    private async Task<bool> CloseUncovered(EpisodeTally tally, PriceView view, long keeperAccount)
    {
        if (Plan(view, failedSteps: 0, holdQuanta: null).Step is not { } closing)
        {
            return false;
        }

        MarketExposure exposure = account.Stakes.ElementAt(closing.MarketIndex).Exposure(view);
        MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.Liquidation);
        long worthless = exposure.Row.SizeLots > 0 ? 1 : exposure.Parameters.MaximumPriceUnits;
        long limit = LiquidationLimit.Compute(exposure, part, equityQuanta: 0, worthless);
        return await CloseOnBook(tally, closing with { LimitPriceUnits = limit }, keeperAccount);
    }

    private LiquidationPlan Plan(PriceView view, int failedSteps, long? holdQuanta)
    {
        Span<MarketExposure> exposures = account.Exposures(view);
        Span<long> spreads = stackalloc long[exposures.Length];

        // Closing fills are expected near the mark; what a market costs beyond that is its taker fee and its liquidation fee.
        spreads.Clear();
        return LiquidationPlanner.Plan(account.Collateral(), exposures, spreads, failedSteps, holdQuanta);
    }

    private async Task<bool> CloseOnBook(EpisodeTally tally, LiquidationStep step, long keeperAccount)
    {
        MarketStake stake = account.Stakes.ElementAt(step.MarketIndex);
        LiquidationReply? reply = await _calls.Close(stake, step, keeperAccount);
        if (reply is not { } done)
        {
            return false;
        }

        bool foundNobody = done.ClosedLots == 0 && done.RemainderLots > 0;

        // An interruption looks for others to trade with: it is no failure of the book, and there are few in a row without a trade.
        int failed = done.Interrupted ? 0 : 1;
        _failedSteps = foundNobody ? _failedSteps + failed : 0;
        tally.AddClose(done);

        // Nothing to trade with now: the makers get until the next call, before the step counts towards giving the book up.
        return !foundNobody;
    }

    private async Task<bool> CoverOrClose(EpisodeTally tally, LiquidationPlan plan, long keeperAccount)
    {
        if (!await EnsureHold(tally, plan.Risk))
        {
            return false;
        }

        if (plan.Step is { } closing)
        {
            return IsCovered(plan.Risk) ? await CloseOnBook(tally, closing, keeperAccount) : GiveBookUp(plan.Risk);
        }

        bool isFlat = account.Stakes.All(stake => stake.Market.Spec.Kind == MarketKind.Spot || stake.Calls.Row.SizeLots == 0);
        if (!isFlat)
        {
            // A position without a fresh mark: nobody is liquidated on a price that cannot be trusted.
            return false;
        }

        // The payment comes as a transfer; the credit ends the episode.
        InsuranceReply? paid = await _calls.SettleInsurance(assets.Settlement.Code, LossWaterfall.Deficit(plan.Risk.EquityQuanta));
        tally.AddInsurance(paid is { Code: ResultCode.Ok } reply ? reply.AmountQuanta : 0);
        return false;
    }

    // Insurance is asked for the deficit at mark and the fees of closing; a later step may ask for more.
    private async Task<bool> EnsureHold(EpisodeTally tally, AccountRisk risk)
    {
        tally.Reach(Contracts.CrossMargin.LiquidationStage.Insured);
        long need = Need(risk);
        if (need <= (_holdQuanta ?? -1))
        {
            return true;
        }

        _mayHold |= need > 0;
        InsuranceReply? held = need == 0
            ? new InsuranceReply(ResultCode.Ok, 0)
            : await _calls.HoldInsurance(assets.Settlement.Code, need);
        if (held is { Code: ResultCode.InvalidRequest })
        {
            // The episode's hold was given back, but its end did not become durable: it ends now, and another one may begin.
            await account.Commit(AccountCommand.EndEpisode(account.State.Episode!.Value.Number, EpisodeEndReason.Recovered));
            return false;
        }

        if (held is not { Code: ResultCode.Ok or ResultCode.InsufficientBalance } reply)
        {
            // Insurance has not said how much there is: counterparties must not be cut for that.
            return false;
        }

        _holdQuanta = Math.Max(reply.AmountQuanta, _holdQuanta ?? 0);
        return true;
    }

    private bool IsCovered(AccountRisk risk) => _holdQuanta >= Need(risk);

    // Insurance cannot cover a close at the mark: on the book the account would end with a debt that nobody pays. The next plan goes to the
    // counterparties, at a price that counts what insurance holds.
    private bool GiveBookUp(AccountRisk risk)
    {
        _failedSteps = _holdQuanta >= LossWaterfall.Deficit(risk.EquityQuanta) ? LossWaterfall.MaximumFailedSteps : _failedSteps;
        return true;
    }

    private long Need(AccountRisk risk) => LossWaterfall.Deficit(risk.EquityQuanta)
        + IntegerMath.MulDiv(risk.NotionalQuanta, MaximumTakerFeePpm(), IntegerMath.Ppm, RoundingDirection.Up);

    private long MaximumTakerFeePpm()
    {
        long fee = 0;
        foreach (MarketStake stake in account.Stakes)
        {
            fee = Math.Max(fee, stake.Market.Parameters.TakerFeePpm);
        }

        return fee;
    }

    private async Task<bool> Deleverage(EpisodeTally tally, PriceView view)
    {
        tally.Reach(Contracts.CrossMargin.LiquidationStage.Deleveraging);
        foreach (MarketStake stake in account.Stakes.ToArray())
        {
            if (stake.Market.Spec.Kind == MarketKind.Spot || stake.Calls.Row.SizeLots == 0)
            {
                continue;
            }

            MarketExposure exposure = stake.Exposure(view);
            AccountRisk risk = account.Risk(view, ValuationPurpose.Liquidation);
            MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.Liquidation);
            long price = Deleveraging.BankruptcyPrice(
                exposure.Row.SizeLots,
                part.ValuationUnits,
                risk.EquityQuanta,
                _holdQuanta ?? 0,
                (long)part.MaintenanceQuanta,
                risk.MaintenanceQuanta,
                exposure.Spec,
                exposure.Parameters);
            LiquidationReply? reply = await _calls.Deleverage(stake, price);
            if (reply is not { } done)
            {
                return false;
            }

            tally.AddDeleverage(done);

            // A remainder with nothing closed: the counterparties are no longer what their shards said, and the next call asks again.
            return done.ClosedLots > 0 || done.RemainderLots == 0;
        }

        return false;
    }

    private async Task End(EpisodeTally tally)
    {
        LiquidationEpisode episode = account.State.Episode!.Value;
        bool isFlat = account.Stakes.All(stake => stake.Calls.Row.SizeLots == 0);
        if (_mayHold && await _calls.SettleInsurance(assets.Settlement.Code, 0) is null)
        {
            return;
        }

        EpisodeEndReason reason = isFlat ? EpisodeEndReason.Closed : EpisodeEndReason.Recovered;
        AccountOutcome ended = await account.Commit(AccountCommand.EndEpisode(episode.Number, reason));
        if (ended.Code == ResultCode.Ok)
        {
            tally.Reach(isFlat
                ? Contracts.CrossMargin.LiquidationStage.Closed
                : Contracts.CrossMargin.LiquidationStage.Recovered);
        }
    }
}
