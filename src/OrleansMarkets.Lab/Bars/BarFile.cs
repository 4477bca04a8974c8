using System.Buffers.Binary;
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
    internal const int LongestRowBytes = 256;
    internal const long MaximumInflatedBytes = (long)BarSeries.MaximumBars * LongestRowBytes;
    internal const int BufferBytes = 64 * 1024;

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
        using Stream plain = isGzip ? Inflate(content, source) : content;
        using StreamReader reader = new(plain, Encoding.UTF8);
        return new BarSeries(source, false, ReadRows(reader));
    }

    // Whole before the first row is parsed, so that a file cut short is called that and not a bad row where it was cut.
    private static MemoryStream Inflate(Stream content, string source)
    {
        MemoryStream plain = new();
        try
        {
            using GZipStream gzip = new(content, CompressionMode.Decompress, leaveOpen: true);
            byte[] buffer = new byte[BufferBytes];
            for (int read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                if (plain.Length + read > MaximumInflatedBytes)
                {
                    throw new LabException(ErrorCodes.TooManyBars, $"{source}: more bytes than {BarSeries.MaximumBars} bars have");
                }

                plain.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new LabException(ErrorCodes.CorruptGzip, $"{source}: {exception.Message}");
        }

        // The decompressor takes a file that ends too early for a whole one; its last four bytes say how long the text must be (RFC 1952).
        if (ReadStatedLength(content) != unchecked((uint)plain.Length))
        {
            throw new LabException(ErrorCodes.CorruptGzip, $"{source}: the file is cut short");
        }

        plain.Position = 0;
        return plain;
    }

    private static uint ReadStatedLength(Stream gzip)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        gzip.Seek(-length.Length, SeekOrigin.End);
        gzip.ReadExactly(length);
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
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
