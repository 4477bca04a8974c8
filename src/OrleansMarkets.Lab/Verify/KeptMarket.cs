using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Files;

namespace OrleansMarkets.Lab.Verify;

/// <summary>
/// The data directory of a market that is stopped, or a copy of one. It has no summary to compare the end with: every command is run again,
/// and what all logs say together must add up.
/// </summary>
public static class KeptMarket
{
    /// <summary>Whether a folder is one: a journal without a summary.</summary>
    public static bool IsOne(string directory) =>
        Directory.Exists(Path.Combine(directory, KeptReplay.JournalFolder))
        && !File.Exists(Path.Combine(directory, KeptReplay.SummaryFile));

    /// <summary>Runs the commands of the journal again and adds up what all accounts and markets have.</summary>
    /// <exception cref="LabException">The journal is empty.</exception>
    /// <exception cref="DifferenceException">A record is not what its command gives, or a sum is not zero.</exception>
    /// <exception cref="JournalCorruptException">Bytes do not fit their hash.</exception>
    public static JournalFold Verify(string directory)
    {
        JournalFold fold = JournalFold.ReadAsync(Open(directory), FoldMode.RerunCommands, CancellationToken.None).GetAwaiter().GetResult();
        foreach ((string symbol, MarketFold market) in fold.Markets)
        {
            RequireBalanced(symbol, market.Engine);
        }

        RequireTransit(fold.Accounts.Values);
        return fold;
    }

    private static FileJournalArchive Open(string directory)
    {
        try
        {
            return FileJournalArchive.Open(Path.Combine(directory, KeptReplay.JournalFolder));
        }
        catch (JournalException missing) when (missing.Code == JournalErrorCodes.NotFound)
        {
            throw new LabException(ErrorCodes.NotAReplay, missing.Message);
        }
    }

    private static void RequireBalanced(string symbol, MarketEngine engine)
    {
        try
        {
            engine.CheckInvariants();
        }
        catch (InvariantViolationException violation)
        {
            throw new DifferenceException($"the end of market {symbol}", violation.Message);
        }
    }

    // Each account's log balances after every record; money that left one for another is in transit, and all of that nets to zero unless a
    // transfer was under way when the market ended.
    private static void RequireTransit(IEnumerable<AccountState> accounts)
    {
        SortedDictionary<string, Int128> transit = new(StringComparer.Ordinal);
        bool isUnderWay = false;
        foreach (AccountState account in accounts)
        {
            isUnderWay |= account.OpenTransfers.Count > 0;
            foreach (string asset in account.Assets)
            {
                transit[asset] = transit.GetValueOrDefault(asset) + account.Balance(asset, LedgerBucket.Transit);
            }
        }

        foreach ((string asset, Int128 sum) in transit)
        {
            if (sum != 0 && !isUnderWay)
            {
                throw new DifferenceException("the ledgers of all accounts", $"{sum} quanta of {asset} are in transit, but no transfer is");
            }
        }
    }
}
