using System.Collections.Immutable;
using System.Globalization;

namespace OrleansMarkets.Lab.Bars;

/// <summary>
/// Reads a bar file whole, plain or gzip (told by its first two bytes, not by its name), before anything is replayed: a bad row in the last
/// line leaves nothing half done.
/// </summary>
public static class BarFile
{
    internal const int LongestRowBytes = 256;
    internal const long MaximumInflatedBytes = (long)BarSeries.MaximumBars * LongestRowBytes;

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
        using StreamReader reader = TextSource.Open(
            content,
            source,
            MaximumInflatedBytes,
            new LabException(ErrorCodes.TooManyBars, $"{source}: more bytes than {BarSeries.MaximumBars} bars have"));
        return new BarSeries(source, false, ReadRows(reader));
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
