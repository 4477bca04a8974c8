using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>Asks the grains.</summary>
internal sealed class LiveReader(IGrainFactory grains, IReadOnlyList<long> accounts)
{
    private const int MaximumRows = 500;
    private const int MaximumAttempts = 3;

    /// <summary>Why the venue has not come to rest, or null.</summary>
    public async Task<string?> FindUnrestAsync()
    {
        try
        {
            return FindUnrest(await ReadAsync());
        }
        catch (Exception fault) when (fault is not SimulationException)
        {
            return fault.ToString();
        }
    }

    public async Task<LiveReports> ReadAsync()
    {
        Dictionary<long, RiskReport> risks = [];
        foreach (long account in accounts)
        {
            risks.Add(account, await PatientlyAsync(() => grains.GetGrain<ICrossMarginGrain>(account).GetRisk()));
        }

        Dictionary<string, MarketReport> markets = [];
        Dictionary<(string, long), RowImage> rows = [];
        foreach (string symbol in VenueMarkets.Symbols)
        {
            IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(symbol);
            foreach (RowImage row in (await PatientlyAsync(() => book.ReadRows(new RowQuery(long.MinValue, MaximumRows, false)))).Rows)
            {
                rows.Add((symbol, row.Account), row);
            }

            markets.Add(symbol, await PatientlyAsync(book.GetReport));
        }

        List<KeeperReport> keepers = [];
        for (int shard = 0; shard < SimulatedVenue.KeeperShards; shard++)
        {
            keepers.Add(await PatientlyAsync(grains.GetGrain<ILiquidationKeeperGrain>(shard).GetReport));
        }

        return new LiveReports(markets, rows, risks, keepers);
    }

    // An activation may learn only now that it was replaced: the next call reaches its successor.
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> ask)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (Exception fault) when (fault is not SimulationException && attempt < MaximumAttempts)
            {
                // Asked again.
            }
        }
    }

    private static string? FindUnrest(LiveReports reports)
    {
        foreach ((string symbol, MarketReport market) in reports.Markets)
        {
            if (market.Phase != MarketPhase.Open)
            {
                return $"{symbol} is {market.Phase}";
            }
        }

        foreach ((long account, RiskReport risk) in reports.Accounts)
        {
            if (reports.IsWaitingForInsurance(risk))
            {
                continue;
            }

            if (risk.Phase != AccountPhase.Active)
            {
                return $"account {account} is {risk.Phase}: equity {risk.EquityQuanta}, "
                    + $"maintenance {risk.MaintenanceQuanta}, {Positions(risk)}";
            }

            if (WellKnownAccounts.IsUser(account) && risk.EquityQuanta < risk.MaintenanceQuanta)
            {
                return $"account {account} has {risk.EquityQuanta} for {risk.MaintenanceQuanta}, {Positions(risk)}";
            }

            foreach (PositionLine line in risk.Positions)
            {
                RowImage row = reports.Rows.GetValueOrDefault((line.Symbol, account));
                if (row.AccountSequence > line.Row.AccountSequence && Risk(row) != Risk(line.Row))
                {
                    return $"account {account} knows row {line.Row.AccountSequence} of {line.Symbol}, the book has {row.AccountSequence}";
                }
            }
        }

        int waiting = reports.Accounts.Values.Count(reports.IsWaitingForInsurance);
        bool isQuiet = reports.Keepers.All(keeper => keeper.IsReady) && reports.Keepers.Sum(keeper => keeper.BelowMaintenance) <= waiting;
        return isQuiet ? null : string.Join(", ", reports.Keepers);
    }

    // What risk sees of a row: a lost reply to a touch leaves the account without the newest stamp and settled funding, which harms nobody.
    private static RowImage Risk(in RowImage row) => row with
    {
        AccountSequence = 0,
        Call = default,
        QuoteQuanta = row.QuoteQuanta - row.FundingQuanta,
        FundingQuanta = 0,
        FundingIndex = 0,
    };

    private static string Positions(RiskReport risk) =>
        string.Join(", ", risk.Positions.Select(line => $"{line.Symbol} {line.Row.SizeLots} at {line.MarkUnits}"));
}
