using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.OrderBooks;
using RankedAccount = OrleansMarkets.Core.Liquidation.DeleverageCandidate;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// The calls of a liquidation episode. A step's number makes it idempotent: after a lost reply the same number goes again, and the book
/// answers with what the step did; the step is then booked in the account's own log.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="grains">Finds grains.</param>
/// <param name="keepers">The keepers' shards, which know the counterparties.</param>
/// <param name="clock">The silo's clock.</param>
internal sealed class LiquidationCalls(MarginAccount account, IGrainFactory grains, KeeperOptions keepers, TimeProvider clock)
{
    private const int MaximumAttempts = 4;

    /// <summary>Whether the last search for counterparties was complete and found none that may be cut.</summary>
    public bool FoundNobody { get; private set; }

    private long Episode => account.State.Episode!.Value.Number;

    /// <summary>Closes lots against the book.</summary>
    /// <returns>What the step did, or null when the book did not answer.</returns>
    public Task<LiquidationReply?> Close(MarketStake stake, LiquidationStep step, long keeperAccount)
    {
        int number = account.State.LastStep(stake.Symbol) + 1;
        return Step(stake, number, (book, call) => book.Liquidate(new LiquidateOrder(
            account.Number,
            call,
            Episode,
            number,
            step.Side,
            step.Lots,
            step.LimitPriceUnits,
            step.ZeroPriceUnits,
            keeperAccount)));
    }

    /// <summary>Closes the position against the counterparties with the highest leverage.</summary>
    /// <returns>What the step did; null when a shard or the book did not answer, or nobody is eligible.</returns>
    public async Task<LiquidationReply?> Deleverage(MarketStake stake, long priceUnits)
    {
        FoundNobody = false;
        long size = stake.Calls.Row.SizeLots;
        if (await FindCandidates(stake.Symbol, size, priceUnits) is not { } candidates || stake.Calls.Row.SizeLots != size)
        {
            return null;
        }

        Side closing = size > 0 ? Side.Sell : Side.Buy;
        DeleveragePlan plan = Deleveraging.Select(Math.Abs(size), closing, priceUnits, candidates);
        FoundNobody = plan.Cuts.IsEmpty;
        if (FoundNobody)
        {
            return null;
        }

        int number = account.State.LastStep(stake.Symbol) + 1;
        ImmutableArray<DeleverageCounterparty> counterparties = Name(plan);
        return await Step(
            stake,
            number,
            (book, call) => book.Deleverage(new DeleverageOrder(account.Number, call, Episode, number, priceUnits, counterparties)));
    }

    /// <summary>Asks insurance to hold money for the episode.</summary>
    /// <returns>The answer, or null when there is none.</returns>
    public Task<InsuranceReply?> HoldInsurance(string asset, long amountQuanta) =>
        AskInsurance(insurance => insurance.HoldInsurance(new InsuranceRequest(account.Number, Episode, asset, amountQuanta)));

    /// <summary>Asks insurance to pay the exact deficit and to release the rest.</summary>
    /// <returns>The answer, or null when there is none.</returns>
    public Task<InsuranceReply?> SettleInsurance(string asset, long deficitQuanta) =>
        AskInsurance(insurance => insurance.SettleInsurance(new InsuranceRequest(account.Number, Episode, asset, deficitQuanta)));

    private static ImmutableArray<DeleverageCounterparty> Name(DeleveragePlan plan)
    {
        int count = Math.Min(plan.Cuts.Length, MarketLimits.MaximumDeleverageCounterparties);
        ImmutableArray<DeleverageCounterparty>.Builder named = ImmutableArray.CreateBuilder<DeleverageCounterparty>(count);
        foreach (DeleverageCut cut in plan.Cuts.AsSpan()[..count])
        {
            RankedAccount ranked = cut.Candidate;
            named.Add(new DeleverageCounterparty(
                ranked.Account, cut.Lots, ranked.EquityQuanta, ranked.NotionalQuanta));
        }

        return named.MoveToImmutable();
    }

    private async Task<LiquidationReply?> Step(
        MarketStake stake, int number, Func<IOrderBookGrain, CallNumber, Task<LiquidationReply>> send)
    {
        IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(stake.Symbol);
        for (int attempt = 1; attempt <= MaximumAttempts && stake.Calls.CanCall; attempt++)
        {
            try
            {
                LiquidationReply reply = await send(book, stake.Calls.Call().ToContract());
                account.Settle(stake, reply.Row, reply.Sequence);
                if (reply.Code == ResultCode.Superseded)
                {
                    continue;
                }

                return reply.Code == ResultCode.Ok ? await Book(stake, number, reply) : null;
            }
            catch (Exception)
            {
                await Task.Delay(RetryDelays.Default.After(attempt), clock);
            }
        }

        return null;
    }

    private async Task<LiquidationReply?> Book(MarketStake stake, int number, LiquidationReply reply)
    {
        AccountOutcome booked = await account.Commit(AccountCommand.RecordStep(
            Episode, stake.Symbol, number, reply.ClosedNotionalQuanta, reply.FeeQuanta));
        return booked.Code == ResultCode.Ok ? reply : null;
    }

    private async Task<RankedAccount[]?> FindCandidates(string symbol, long sizeLots, long priceUnits)
    {
        var query = new DeleverageQuery(symbol, sizeLots < 0, Math.Abs(sizeLots), priceUnits, account.Number);
        List<RankedAccount> found = [];
        for (int shard = 0; shard < keepers.ShardCount; shard++)
        {
            try
            {
                DeleverageCandidates part = await grains.GetGrain<ILiquidationKeeperGrain>(shard).FindCandidates(query);
                if (!part.IsReady)
                {
                    return null;
                }

                found.AddRange(part.Candidates.Select(candidate => new RankedAccount(
                    candidate.Account,
                    candidate.SizeLots,
                    candidate.NotionalQuanta,
                    candidate.EquityQuanta,
                    candidate.ZeroPriceUnits)));
            }
            catch (Exception)
            {
                // A selection without all shards would spare somebody: the next call tries again.
                return null;
            }
        }

        return [.. found];
    }

    private async Task<InsuranceReply?> AskInsurance(Func<ICrossMarginGrain, Task<InsuranceReply>> ask)
    {
        try
        {
            return await ask(grains.GetGrain<ICrossMarginGrain>(WellKnownAccounts.Insurance));
        }
        catch (Exception)
        {
            // Holds and settlements are keyed by (account, episode): asking again repeats the answer, not the effect.
            return null;
        }
    }
}
