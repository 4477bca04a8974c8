using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Journal;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Verify;

/// <summary>
/// A whole journal folded back into state, from the first record on: the markets and accounts that its logs give. The reader checks every
/// batch's hash and its link to the one before.
/// </summary>
public sealed class JournalFold
{
    private readonly FoldMode _mode;
    private readonly SortedDictionary<string, MarketFold> _markets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, AccountState> _accounts = [];

    private JournalFold(FoldMode mode) => _mode = mode;

    /// <summary>Markets by symbol.</summary>
    public IReadOnlyDictionary<string, MarketFold> Markets => _markets;

    /// <summary>Accounts by number.</summary>
    public IReadOnlyDictionary<long, AccountState> Accounts => _accounts;

    /// <summary>Records folded.</summary>
    public long Records { get; private set; }

    /// <summary>Batches read, each checked against its hash and its predecessor.</summary>
    public long Batches { get; private set; }

    /// <summary>Streams read.</summary>
    public int Streams => _markets.Count + _accounts.Count;

    /// <summary>Folds all market and account streams of a journal.</summary>
    /// <exception cref="DifferenceException">A record is not what its command gives.</exception>
    /// <exception cref="JournalCorruptException">Bytes do not fit their hash, or a batch its predecessor.</exception>
    public static async Task<JournalFold> ReadAsync(IJournalCatalog journal, FoldMode mode, CancellationToken cancellationToken)
    {
        JournalFold fold = new(mode);
        await foreach (string stream in JournalStreams.ListAsync(journal, JournalStreams.MarketPrefix, cancellationToken))
        {
            MarketFold market = new(stream, mode);
            fold._markets.Add(stream[JournalStreams.MarketPrefix.Length..], market);
            await fold.ReadStreamAsync(journal, stream, market.Take, cancellationToken);
        }

        await foreach (string stream in JournalStreams.ListAsync(journal, JournalStreams.AccountPrefix, cancellationToken))
        {
            AccountState account = new(JournalStreams.AccountOf(stream));
            fold._accounts.Add(account.Account, account);
            await fold.ReadStreamAsync(journal, stream, (_, record) => fold.Take(account, stream, record), cancellationToken);
        }

        return fold;
    }

    /// <summary>
    /// SHA-256 over the markets by symbol (symbol, state hash) and the accounts by number (number, state hash of the ledger), lower-case
    /// hexadecimal.
    /// </summary>
    public string StateHash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string symbol, MarketFold market) in _markets)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(symbol));
            hash.AppendData(market.Engine.StateHash());
        }

        byte[] number = new byte[sizeof(long)];
        foreach ((long account, AccountState state) in _accounts)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, account);
            hash.AppendData(number);
            hash.AppendData(state.StateHash());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task ReadStreamAsync(IJournalCatalog journal, string stream, TakeRecord take, CancellationToken cancellationToken)
    {
        IJournalReader reader = await journal.OpenReadOnlyAsync(stream, cancellationToken);
        await foreach (JournalStoredBatch batch in reader.ReadAllAsync(0, cancellationToken))
        {
            TakeBatch(batch, stream, take);
            Batches++;
            Records += batch.Count;
        }
    }

    private static void TakeBatch(JournalStoredBatch batch, string stream, TakeRecord take)
    {
        foreach (JournalRecord record in batch.Records)
        {
            try
            {
                take(record.Sequence, record.Payload);
            }
            catch (CorruptRecordException exception)
            {
                string place = string.Create(CultureInfo.InvariantCulture, $"stream {stream}, sequence {record.Sequence}");
                throw new DifferenceException(place, exception.Message);
            }
        }
    }

    private void Take(AccountState account, string stream, ReadOnlySpan<byte> record)
    {
        if (_mode == FoldMode.ApplyEvents)
        {
            account.Fold(record);
        }
        else
        {
            AuditOutcomes.Require(account.Audit(record), stream);
        }
    }

    private delegate void TakeRecord(long sequence, ReadOnlySpan<byte> record);
}
