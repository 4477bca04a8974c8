using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OrleansMarkets.Lab.Bars;

/// <summary>
/// Reads a bar file whole, plain or gzip (told by its first two bytes, not by its name), before anything is replayed: a bad row in the last
/// line leaves nothing half done.
/// </summary>
public static class BarFile
{
    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    /// <summary>Reads all bars of a file.</summary>
    /// <exception cref="LabException">The file is missing, unreadable, damaged or malformed.</exception>
    public static BarSeries Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new LabException(ErrorCodes.FileMissing, $"no such file: {path}");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LabException(ErrorCodes.FileUnreadable, $"{path}: {exception.Message}");
        }
    }

    /// <summary>Reads all bars of a stream that can seek.</summary>
    /// <exception cref="LabException">The content is damaged or malformed.</exception>
    public static BarSeries Read(Stream content, string source)
    {
        Span<byte> magic = stackalloc byte[2];
        bool isGzip = content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(GzipMagic);
        content.Position = 0;
        try
        {
            using Stream plain = isGzip ? new GZipStream(content, CompressionMode.Decompress, leaveOpen: true) : content;
            using StreamReader reader = new(plain, Encoding.UTF8);
            return new BarSeries(source, false, ReadRows(reader));
        }
        catch (InvalidDataException exception)
        {
            throw new LabException(ErrorCodes.CorruptGzip, $"{source}: {exception.Message}");
        }
    }

    private static ImmutableArray<Bar> ReadRows(StreamReader reader)
    {
        if (reader.ReadLine() is not { } header || header != BarRow.Header)
        {
            throw new LabException(ErrorCodes.BadHeader, $"line 1: the header must be '{BarRow.Header}'");
        }

        ImmutableArray<Bar>.Builder bars = ImmutableArray.CreateBuilder<Bar>();
        int lineNumber = 1;
        while (reader.ReadLine() is { } line)
        {
            lineNumber++;
            Bar bar = BarRow.Parse(line, lineNumber);
            if (bars.Count > 0 && bar.OpenTimeNs < bars[^1].OpenTimeNs + Bar.LengthNs)
            {
                throw new LabException(ErrorCodes.TimeOrder, string.Create(CultureInfo.InvariantCulture,
                    $"line {lineNumber}, field timestamp: begins before the bar above it has ended"));
            }

            if (bars.Count == BarSeries.MaximumBars)
            {
                throw new LabException(ErrorCodes.TooManyBars, string.Create(CultureInfo.InvariantCulture,
                    $"line {lineNumber}: a replay takes at most {BarSeries.MaximumBars} bars"));
            }

            bars.Add(bar);
        }

        return bars.Count > 0 ? bars.DrainToImmutable() : throw new LabException(ErrorCodes.NoBars, "the file has no bars");
    }
}
