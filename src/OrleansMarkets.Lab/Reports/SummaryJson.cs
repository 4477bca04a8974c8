using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OrleansMarkets.Lab.Reports;

/// <summary>The summary as one line of JSON; amounts are integers of quanta. The same replay gives the same bytes everywhere.</summary>
public static class SummaryJson
{
    /// <summary>Writes the line, without its end.</summary>
    public static string Write(ReplaySummary summary)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("state_hash", summary.StateHash);
            json.WriteString("source", summary.Source);
            json.WriteBoolean("synthetic", summary.IsSynthetic);
            json.WriteNumber("seed", summary.Seed);
            json.WriteNumber("bars", summary.Bars);
            json.WriteNumber("gaps", summary.Gaps);
            json.WriteNumber("commands", summary.Commands);
            json.WriteNumber("trades", summary.Trades);
            json.WriteNumber("funding_intervals", summary.FundingIntervals);
            json.WriteNumber("accounts", summary.Accounts);
            json.WriteNumber("liquidations_partial", summary.Liquidations.Partial);
            json.WriteNumber("liquidations_full", summary.Liquidations.Full);
            json.WriteNumber("keeper_rewards", summary.Liquidations.KeeperRewardsQuanta);
            json.WriteNumber("insurance", summary.Liquidations.InsurancePaidQuanta);
            json.WriteNumber("insurance_balance", summary.InsuranceBalanceQuanta);
            json.WriteNumber("adl", summary.Liquidations.Deleveragings);
            json.WriteStartObject("worst_account");
            json.WriteNumber("account", summary.WorstAccount);
            json.WriteNumber("equity", summary.WorstEquityQuanta);
            json.WriteEndObject();
            WriteMap(json, "balance_sum", summary.BalanceSums);
            WriteMap(json, "position_sum", summary.PositionSums);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> map)
    {
        json.WriteStartObject(name);
        foreach ((string key, long value) in map)
        {
            json.WriteNumber(key, value);
        }

        json.WriteEndObject();
    }
}
