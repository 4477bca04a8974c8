using System.Collections.Immutable;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Oracles;

/// <summary>
/// Aggregates the publishers of one feed by Pyth's method: every publisher votes price − confidence, price and price + confidence; the
/// price is the median vote, the confidence the larger distance to the quartiles. The confidence is the least over leaving out any one
/// publisher, so no single one can make the feed useless. Deterministic: times are arguments.
/// </summary>
public sealed class OracleAggregator
{
    /// <summary>Most publishers of a feed.</summary>
    public const int MaximumPublishers = 32;

    /// <summary>Largest price, 1e-8 of the quote asset: three votes and their sums stay far from 64 bits.</summary>
    public const long MaximumPriceE8 = 1L << 60;

    /// <summary>Version of the snapshot layout.</summary>
    public const byte SnapshotVersion = 1;

    internal const int VotesPerPublisher = 3;

    private readonly OracleParameters _parameters;
    private readonly PublisherPrice[] _publishers;
    private long _averageE8;
    private long _averagedNs;

    /// <summary>Makes a feed without prices.</summary>
    /// <param name="parameters">How it is judged.</param>
    /// <param name="publishers">The numbers of its publishers.</param>
    /// <exception cref="ArgumentException">There are too few, too many or equal publishers.</exception>
    public OracleAggregator(OracleParameters parameters, ImmutableSortedSet<int> publishers)
    {
        bool fits = publishers.Count <= MaximumPublishers && parameters.MinimumPublishers >= 1
            && parameters.MinimumPublishers <= publishers.Count;
        if (!fits)
        {
            throw new ArgumentException(
                $"{publishers.Count} publishers are not between {parameters.MinimumPublishers} and {MaximumPublishers}.",
                nameof(publishers));
        }

        _parameters = parameters;
        _publishers = [.. publishers.Select(publisher => new PublisherPrice(publisher, 0, 0, 0, 0))];
    }

    /// <summary>The latest message of each publisher, by number; sequence 0 before its first.</summary>
    public ReadOnlySpan<PublisherPrice> Publishers => _publishers;

    /// <summary>Takes in a publisher's message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="nowNs">The time now.</param>
    public OracleUpdate Submit(in PublisherPrice message, long nowNs)
    {
        int index = IndexOf(message.Publisher);
        if (index < 0)
        {
            return OracleUpdate.UnknownPublisher;
        }

        if (message.PriceE8 is <= 0 or > MaximumPriceE8)
        {
            return OracleUpdate.InvalidPrice;
        }

        if (message.ConfidenceE8 <= 0 || message.ConfidenceE8 >= message.PriceE8)
        {
            return OracleUpdate.InvalidConfidence;
        }

        if (message.PublishedNs - nowNs > _parameters.MaximumAheadNs)
        {
            return OracleUpdate.FromTheFuture;
        }

        PublisherPrice last = _publishers[index];
        if (message.Sequence <= last.Sequence || message.PublishedNs < last.PublishedNs)
        {
            return OracleUpdate.OutOfOrder;
        }

        _publishers[index] = message;
        return OracleUpdate.Accepted;
    }

    /// <summary>Aggregates what is fresh, and moves the average that the next price is compared with.</summary>
    /// <param name="nowNs">The time now.</param>
    public OracleResult Aggregate(long nowNs)
    {
        Span<PublisherPrice> fresh = stackalloc PublisherPrice[MaximumPublishers];
        int count = 0;
        long oldestAgeNs = long.MinValue;
        foreach (PublisherPrice publisher in _publishers)
        {
            long ageNs = nowNs - publisher.PublishedNs;
            if (publisher.Sequence > 0 && ageNs <= _parameters.MaximumAgeNs)
            {
                fresh[count++] = publisher;
                oldestAgeNs = Math.Max(oldestAgeNs, ageNs);
            }
        }

        if (count < _parameters.MinimumPublishers)
        {
            string reason = $"{count} of at least {_parameters.MinimumPublishers} publishers are fresh";
            return new OracleResult(OracleValidity.InsufficientData, reason, 0, 0, count == 0 ? 0 : oldestAgeNs, count);
        }

        (long priceE8, long confidenceE8) = Quartiles(fresh[..count], -1);
        bool canLeaveOut = count > _parameters.MinimumPublishers;
        for (int i = 0; canLeaveOut && i < count; i++)
        {
            confidenceE8 = Math.Min(confidenceE8, Quartiles(fresh[..count], i).ConfidenceE8);
        }

        bool isUncertain = IsUncertain(priceE8, confidenceE8);
        (OracleValidity validity, string why) = Judge(priceE8, isUncertain);
        if (!isUncertain)
        {
            // Publishers who do not agree must not move the average: one bad vote would make all good ones look volatile for a long time.
            MoveAverage(priceE8, nowNs);
        }

        return new OracleResult(validity, why, priceE8, confidenceE8, oldestAgeNs, count);
    }

    /// <summary>Appends the canonical snapshot.</summary>
    public void WriteSnapshot(RecordWriter writer)
    {
        writer.WriteByte(SnapshotVersion);
        writer.WriteVarInt(_averageE8);
        writer.WriteVarInt(_averagedNs);
        writer.WriteVarUInt((ulong)_publishers.Length);
        foreach (PublisherPrice publisher in _publishers)
        {
            writer.WriteVarInt(publisher.Publisher);
            writer.WriteVarInt(publisher.Sequence);
            writer.WriteVarInt(publisher.PriceE8);
            writer.WriteVarInt(publisher.ConfidenceE8);
            writer.WriteVarInt(publisher.PublishedNs);
        }
    }

    /// <summary>Restores a checkpoint. Publishers that the feed no longer has are left out; sequences go on rising.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no snapshot of this version.</exception>
    public void ReadSnapshot(ReadOnlySpan<byte> snapshot)
    {
        var reader = new RecordReader(snapshot);
        byte version = reader.ReadByte();
        if (version != SnapshotVersion)
        {
            throw new CorruptRecordException($"Oracle snapshot version {version} is not {SnapshotVersion}.");
        }

        _averageE8 = reader.ReadVarInt();
        _averagedNs = reader.ReadVarInt();
        int count = reader.ReadCount(MaximumPublishers);
        for (int i = 0; i < count; i++)
        {
            var message = new PublisherPrice(
                reader.ReadVarInt32(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());
            int index = IndexOf(message.Publisher);
            if (index >= 0)
            {
                _publishers[index] = message;
            }
        }

        reader.ExpectEnd();
    }

    private (OracleValidity Validity, string Reason) Judge(long priceE8, bool isUncertain)
    {
        bool isVolatile = _averageE8 > 0
            && Int128.Abs((Int128)priceE8 - _averageE8) * IntegerMath.Ppm > (Int128)_averageE8 * _parameters.MaximumMovePpm;
        if (isVolatile)
        {
            return (OracleValidity.TooVolatile, $"the price is more than {_parameters.MaximumMovePpm} ppm away from its average");
        }

        return isUncertain
            ? (OracleValidity.TooUncertain, $"the confidence is wider than {_parameters.MaximumConfidencePpm} ppm of the price")
            : (OracleValidity.Valid, string.Empty);
    }

    private bool IsUncertain(long priceE8, long confidenceE8) =>
        (Int128)confidenceE8 * IntegerMath.Ppm > (Int128)priceE8 * _parameters.MaximumConfidencePpm;

    private void MoveAverage(long priceE8, long nowNs)
    {
        long keep = _averageE8 == 0 ? 0 : BinaryDecay.Factor(nowNs - _averagedNs, _parameters.AverageHalfLifeNs);
        Int128 weighted = ((Int128)_averageE8 - priceE8) * keep;
        _averageE8 = (long)(priceE8 + IntegerMath.Divide(weighted, BinaryDecay.One, RoundingDirection.TowardZero));
        _averagedNs = Math.Max(_averagedNs, nowNs);
    }

    // Median of the votes and the larger distance to their quartiles, leaving out one publisher (−1 for none).
    private static (long PriceE8, long ConfidenceE8) Quartiles(ReadOnlySpan<PublisherPrice> publishers, int leftOut)
    {
        Span<long> votes = stackalloc long[VotesPerPublisher * MaximumPublishers];
        int count = 0;
        for (int i = 0; i < publishers.Length; i++)
        {
            if (i != leftOut)
            {
                votes[count++] = publishers[i].PriceE8 - publishers[i].ConfidenceE8;
                votes[count++] = publishers[i].PriceE8;
                votes[count++] = publishers[i].PriceE8 + publishers[i].ConfidenceE8;
            }
        }

        votes = votes[..count];
        votes.Sort();
        long lowest = votes[count / 4];
        long highest = votes[count - 1 - (count / 4)];
        long median = count % 2 == 1
            ? votes[count / 2]
            : (long)IntegerMath.Divide((Int128)votes[(count / 2) - 1] + votes[count / 2], 2, RoundingDirection.Down);
        return (median, Math.Max(median - lowest, highest - median));
    }

    private int IndexOf(int publisher)
    {
        for (int i = 0; i < _publishers.Length; i++)
        {
            if (_publishers[i].Publisher == publisher)
            {
                return i;
            }
        }

        return -1;
    }
}
