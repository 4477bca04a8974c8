using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>
/// Committed records of a market's log, dense and in order. Each is framed as in the journal, little-endian: length of the record
/// (4 bytes), CRC-32C of the journal (4), book time in nanoseconds (8), the record's bytes.
/// </summary>
/// <param name="Code">Ok, also for a page without records; Unavailable or UnknownMarket with nothing.</param>
/// <param name="MarketEpoch">Epoch of the activation that answers.</param>
/// <param name="FirstSequence">Sequence of the first record; that after the query's when there is none.</param>
/// <param name="LastSequence">Sequence of the last record; the query's when there is none.</param>
/// <param name="RecordCount">Number of records.</param>
/// <param name="DurableSequence">Sequence of the last record that is durable: the head.</param>
/// <param name="Records">The framed records.</param>
[GenerateSerializer, Immutable, Alias("om.log-page")]
public sealed record LogPage(
    ResultCode Code,
    long MarketEpoch,
    long FirstSequence,
    long LastSequence,
    int RecordCount,
    long DurableSequence,
    ImmutableArray<byte> Records);
