using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>Reads a recorded order feed whole, plain or gzip, before anything is replayed; docs/matching.md describes its form.</summary>
public static class MboFile
{
    /// <summary>The header line that every file begins with.</summary>
    public const string Header = "ts_event_ns,sequence,action,side,order_id,price,size,flags";

    internal const int PriceDecimals = 9;
    internal const int LongestRowBytes = 160;
    internal const long MaximumPriceE9 = 1_000_000_000_000_000;

    private const int EndOfEvent = 128;
    private const int FieldCount = 8;

    /// <summary>Reads a file.</summary>
    /// <exception cref="LabException">The file is missing, unreadable, damaged or malformed.</exception>
    public static MboRecording Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new LabException(ErrorCodes.MboMissing, $"no such file: {path}");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LabException(ErrorCodes.MboUnreadable, $"{path}: {exception.Message}");
        }
    }

    /// <summary>Reads a stream that can seek.</summary>
    /// <exception cref="LabException">The content is damaged or malformed.</exception>
    public static MboRecording Read(Stream content, string source)
    {
        var tooLarge = new LabException(ErrorCodes.MboBadLength, $"{source}: more text than {MboRecording.MaximumRows} rows have");
        using StreamReader reader = TextSource.Open(content, source, (long)MboRecording.MaximumRows * LongestRowBytes, tooLarge);
        if (reader.ReadLine() is not { } header || header != Header)
        {
            throw new LabException(ErrorCodes.MboBadHeader, $"{source}: line 1: the header must be '{Header}'");
        }

        ImmutableArray<MboRow>.Builder rows = ImmutableArray.CreateBuilder<MboRow>();
        long tickE9 = 0;
        while (reader.ReadLine() is { } line)
        {
            if (rows.Count == MboRecording.MaximumRows)
            {
                throw tooLarge;
            }

            MboRow row = Parse(line) ?? throw new LabException(
                ErrorCodes.MboBadRow,
                string.Create(CultureInfo.InvariantCulture, $"{source}: line {rows.Count + 2} is not a row of '{Header}'"));
            tickE9 = (long)BigInteger.GreatestCommonDivisor(tickE9, row.PriceUnits);
            rows.Add(row);
        }

        if (rows.Count == 0)
        {
            throw new LabException(ErrorCodes.MboBadLength, $"{source}: the file has no rows");
        }

        tickE9 = Math.Max(1, tickE9);
        return new MboRecording(source, tickE9, [.. rows.Select(row => row with { PriceUnits = row.PriceUnits / tickE9 })]);
    }

    // The price is in 10^−9 until the tick of all rows is known.
    private static MboRow? Parse(ReadOnlySpan<char> line)
    {
        Span<Range> parts = stackalloc Range[FieldCount + 1];
        if (line.Split(parts, ',') != FieldCount
            || !TryNumber(line[parts[0]], out long timeNs)
            || !TryNumber(line[parts[1]], out _)
            || !TryAction(line[parts[2]], out MboAction action)
            || !TrySide(line[parts[3]], out Side? side)
            || !TryNumber(line[parts[4]], out long orderId)
            || DecimalText.TryParse(line[parts[5]], PriceDecimals, out long priceE9) != DecimalTextError.None
            || priceE9 is < -MaximumPriceE9 or > MaximumPriceE9
            || !TryNumber(line[parts[6]], out long lots)
            || lots is < 1 or > int.MaxValue
            || !TryNumber(line[parts[7]], out long flags)
            || (side is null && action is not (MboAction.Trade or MboAction.Fill)))
        {
            return null;
        }

        return new MboRow(timeNs, action, side, orderId, priceE9, (uint)lots, (flags & EndOfEvent) != 0);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryAction(ReadOnlySpan<char> text, out MboAction action)
    {
        action = text.Length == 1 ? (MboAction)text[0] : default;
        return Enum.IsDefined(action);
    }

    private static bool TrySide(ReadOnlySpan<char> text, out Side? side)
    {
        side = text switch
        {
            "B" => Side.Buy,
            "A" => Side.Sell,
            _ => null,
        };
        return side is not null || text is "N";
    }
}
