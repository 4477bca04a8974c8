using System.Globalization;
using System.Text;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Reports;

/// <summary>The summary for people: one fact a line, amounts in units of the settlement asset.</summary>
public static class SummaryText
{
    /// <summary>Writes the summary, without its last line end.</summary>
    public static string Write(ReplaySummary summary)
    {
        StringBuilder text = new();
        Line(text, "source", summary.Source);
        Line(text, "seed", summary.Seed);
        Line(text, "bars", $"{summary.Bars} ({summary.Gaps} gaps)");
        Line(text, "commands", summary.Commands);
        Line(text, "trades", summary.Trades);
        Line(text, "funding intervals", summary.FundingIntervals);
        Line(text, "accounts", summary.Accounts);
        Line(text, "liquidations", $"{summary.Liquidations.Partial} partial, {summary.Liquidations.Full} full");
        Line(text, "keeper rewards", Money(summary.Liquidations.KeeperRewardsQuanta));
        Line(text, "insurance paid", Money(summary.Liquidations.InsurancePaidQuanta));
        Line(text, "insurance left", Money(summary.InsuranceBalanceQuanta));
        Line(text, "auto-deleveragings", summary.Liquidations.Deleveragings);
        Line(text, "worst account", $"{summary.WorstAccount}, equity {Money(summary.WorstEquityQuanta)}");
        foreach ((string asset, long sum) in summary.BalanceSums)
        {
            Line(text, "sum of " + asset, $"{sum} quanta");
        }

        foreach ((string market, long sum) in summary.PositionSums)
        {
            Line(text, "sum of " + market, $"{sum} lots");
        }

        foreach ((ResultCode code, long count) in summary.Refusals)
        {
            Line(text, "refused " + code, count);
        }

        Line(text, "state hash", summary.StateHash);
        return text.ToString().TrimEnd();
    }

    private static string Money(long quanta) =>
        DecimalText.Format(quanta, VenueMarket.SettlementDecimals) + " " + VenueMarket.SettlementAsset;

    private static void Line(StringBuilder text, string name, IFormattable value) =>
        Line(text, name, value.ToString(null, CultureInfo.InvariantCulture));

    private static void Line(StringBuilder text, string name, string value) => text.Append(name.PadRight(32)).Append(value).AppendLine();
}
