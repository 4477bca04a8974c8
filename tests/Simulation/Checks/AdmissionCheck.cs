using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Simulation.Evidence;

namespace OrleansMarkets.Simulation.Checks;

/// <summary>
/// Accepted orders that raise risk were covered (I28). Logs have no common instant, so every amount is taken at the best value that the
/// account's activation can have known: of its rows in each market one since it touched the market, of the marks one that was recent
/// enough, of its ledger the highest balance since the order can have been asked for. An order that is not covered even so was let
/// through; one that is, may lack no more than prices moved and the account paid in that time.
/// </summary>
internal sealed class AdmissionCheck(JournalEvidence journal, Violations violations)
{
    private const long Second = 1_000_000_000;
    private const long Ppm = 1_000_000;
    private const int FundingScaleBits = 20;

    // Silos' clocks differ a little.
    private const long ClockToleranceNs = Second;

    // Clients name deadlines at most this far ahead, and an order without one gets less: it was not admitted earlier.
    private const long LongestWayNs = 9 * Second;

    // A report of a price ages at its sender and its receiver, not on its way: slow messages and paused silos add this.
    private const long LongestReportNs = 30 * Second;

    /// <summary>Orders that were held against the account's means.</summary>
    public long Checked { get; private set; }

    /// <summary>Those among them that were amended.</summary>
    public long AmendmentsChecked { get; private set; }

    public void Run()
    {
        foreach (MarketReplay market in journal.Markets.Values.Where(market => market.Trail.Definition.Funding is not null))
        {
            foreach ((long timeNs, SubmitCommand command, SubmitCommand? replaced) in market.Admissions.Orders)
            {
                if (!command.Flags.HasFlag(OrderFlags.ReduceOnly))
                {
                    Check(market, new Moment(timeNs, command, replaced));
                }
            }
        }
    }

    private void Check(MarketReplay market, Moment moment)
    {
        SubmitCommand command = moment.Command;
        List<ClearingRow> rows = KnownRows(market, moment, moment.TimeNs - 1);
        (long lowest, long highest) = MarksSince(
            market, moment.EarliestNs - market.Trail.Definition.MaximumIndexAgeNs - LongestReportNs, moment.LatestNs);
        long reducible = rows.Count == 0 ? 0 : rows.Max(row => Math.Max(0, command.Side == Side.Sell ? row.SizeLots : -row.SizeLots));
        long charged = command.Lots - reducible;
        bool raises = command.ReserveQuanta > 0 || charged > 0;
        if (!raises)
        {
            return;
        }

        Require(rows.Count > 0, market, moment, $"its account had not touched the market");
        Require(highest > 0, market, moment, $"no mark was young enough");
        Require(
            charged <= 0 || command.ReserveQuanta >= LeastReserve(market.Trail.Definition, command, charged, lowest, highest),
            market,
            moment,
            $"reserved too little for {charged} opening lots at marks from {lowest} to {highest}");
        if (rows.Count > 0 && highest > 0 && MostElsewhere(market, moment) is { } elsewhere)
        {
            Checked++;
            AmendmentsChecked += moment.Replaced is null ? 0 : 1;
            Int128 here = rows.Max(row => Free(market, moment.Without(row), (lowest, highest), moment, command)) - command.ReserveQuanta;
            Int128 ledger = MostOnLedger(moment);
            Require(
                ledger + elsewhere + here >= 0, market, moment, $"not covered: ledger {ledger}, here {here}, elsewhere {elsewhere}");
        }
    }

    // The loss at once at the order's own price, and the taker's fee, for the lots that no position can have closed.
    private static Int128 LeastReserve(MarketDefinition market, in SubmitCommand command, long lots, long lowest, long highest)
    {
        long price = command.Type == OrderType.Market ? command.WorstPriceUnits : command.PriceUnits;
        Int128 lotsAtOneUnit = (Int128)lots * market.QuantaPerUnitLot;
        long worse = command.Side == Side.Buy ? price - highest : lowest - price;
        Int128 fee = DivideUp(price * lotsAtOneUnit * Math.Max(0, market.TakerFeePpm), Ppm);
        return (Math.Max(0, worse) * lotsAtOneUnit) + fee;
    }

    // Null when the account had a stake in another market that its activation had not touched: then nothing is known of it.
    private Int128? MostElsewhere(MarketReplay market, Moment moment)
    {
        Int128 sum = 0;
        foreach (MarketReplay other in journal.Markets.Values.Where(other => other != market))
        {
            List<ClearingRow> rows = KnownRows(other, moment, moment.LatestNs);
            if (rows.Count > 0)
            {
                // Another market's mark may be old: it is then read against the account.
                (long, long) marks = MarksSince(other, long.MinValue, moment.LatestNs);
                sum += rows.Max(row => Free(other, row, marks, moment, order: null));
            }
            else if (other.Admissions.RowsOf(moment.Command.Account).Any(image => image.TimeNs <= moment.LatestNs))
            {
                return null;
            }
        }

        return sum;
    }

    // What a row is worth at the best mark, less initial margin at the lowest, with the order among its open ones.
    private static Int128 Free(
        MarketReplay market, ClearingRow row, (long Lowest, long Highest) marks, Moment moment, SubmitCommand? order)
    {
        MarketDefinition definition = market.Trail.Definition;
        if (definition.Funding is null)
        {
            return (Int128)row.QuoteQuanta - row.OrderReserveQuanta;
        }

        long best = row.SizeLots > 0 ? marks.Highest : marks.Lowest;
        Int128 value = row.QuoteQuanta + BestFunding(market, row, moment.LatestNs)
            + ((Int128)row.SizeLots * best * definition.QuantaPerUnitLot);
        Int128 worst = WorstLots(row, order) * marks.Lowest * definition.QuantaPerUnitLot;
        return value - InitialMargin(definition, worst) - row.OrderReserveQuanta;
    }

    private static Int128 WorstLots(in ClearingRow row, SubmitCommand? order)
    {
        Int128 buys = row.OpenBuyLots + (order?.Side == Side.Buy ? order.Value.Lots : 0);
        Int128 sells = row.OpenSellLots + (order?.Side == Side.Sell ? order.Value.Lots : 0);
        Int128 position = Math.Abs(row.SizeLots);
        (Int128 adding, Int128 offset) = row.SizeLots >= 0 ? (buys, sells) : (sells, buys);
        return Int128.Max(position + adding, offset - position + Int128.Min(row.OpenReduceOnlyLots, position));
    }

    private static Int128 InitialMargin(MarketDefinition market, Int128 notional)
    {
        Int128 sum = 0;
        for (int i = 0; i < market.MarginTiers.Length; i++)
        {
            MarginTierDefinition tier = market.MarginTiers[i];
            Int128 upper = i + 1 < market.MarginTiers.Length ? market.MarginTiers[i + 1].LowerNotionalQuanta : notional;
            sum += Int128.Max(0, Int128.Min(notional, upper) - tier.LowerNotionalQuanta) * tier.InitialPpm;
        }

        return DivideUp(sum, Ppm);
    }

    private static Int128 BestFunding(MarketReplay market, in ClearingRow row, long latestNs)
    {
        Int128 best = 0;
        foreach ((long timeNs, long index) in market.Admissions.FundingIndices)
        {
            best = timeNs <= latestNs ? Int128.Max(best, (-(Int128)row.SizeLots * (index - row.FundingIndex)) >> FundingScaleBits) : best;
        }

        return best;
    }

    private static (long Lowest, long Highest) MarksSince(MarketReplay market, long publishedNs, long latestNs)
    {
        long lowest = long.MaxValue;
        long highest = 0;
        foreach ((long timeNs, long published, long mark) in market.Admissions.Marks)
        {
            if (timeNs <= latestNs && published >= publishedNs && mark > 0)
            {
                lowest = Math.Min(lowest, mark);
                highest = Math.Max(highest, mark);
            }
        }

        return (highest == 0 ? 0 : lowest, highest);
    }

    // The activation that sent the order knows rows that its own calls have touched; of later activations it knows none.
    private static List<ClearingRow> KnownRows(MarketReplay market, Moment moment, long latestNs)
    {
        long epoch = moment.Command.Stamp.Epoch;
        return [.. market.Admissions.RowsOf(moment.Command.Account)
            .Where(image => image.TimeNs <= latestNs && image.Row.Stamp.Epoch == epoch)
            .Select(image => image.Row)];
    }

    private long MostOnLedger(Moment moment)
    {
        long most = 0;
        foreach ((_, long timeNs, long quanta) in journal.Accounts[moment.Command.Account].Ledger)
        {
            if (timeNs > moment.LatestNs)
            {
                break;
            }

            most = timeNs < moment.EarliestNs ? quanta : Math.Max(most, quanta);
        }

        return most;
    }

    private static Int128 DivideUp(Int128 value, long divisor) => (value + divisor - 1) / divisor;

    private void Require(bool holds, MarketReplay market, Moment moment, FormattableString words)
    {
        if (!holds)
        {
            violations.Add("I28", FormattableString.Invariant($"{market.Trail.Symbol} at {moment.TimeNs}: {moment.Command}: ")
                + FormattableString.Invariant(words));
        }
    }

    /// <summary>An accepted order, and between when and when its account can have admitted it.</summary>
    /// <param name="TimeNs">Book time of its record.</param>
    /// <param name="Command">The order.</param>
    /// <param name="Replaced">What it was before it was amended; null for a new one.</param>
    private readonly record struct Moment(long TimeNs, SubmitCommand Command, SubmitCommand? Replaced)
    {
        public long EarliestNs => Command.DeadlineNs - LongestWayNs - ClockToleranceNs;

        public long LatestNs => TimeNs + ClockToleranceNs;

        /// <summary>A row without the order that is replaced, as far as it can have been in it.</summary>
        public ClearingRow Without(ClearingRow row) => Replaced is not { } order ? row : row with
        {
            OpenBuyLots = Math.Max(0, row.OpenBuyLots - (order.Side == Side.Buy ? order.Lots : 0)),
            OpenSellLots = Math.Max(0, row.OpenSellLots - (order.Side == Side.Sell ? order.Lots : 0)),
            OrderReserveQuanta = Math.Max(0, row.OrderReserveQuanta - order.ReserveQuanta),
        };
    }
}
