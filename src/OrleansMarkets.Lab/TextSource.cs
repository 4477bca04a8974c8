using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OrleansMarkets.Lab;

/// <summary>Recorded text, plain or gzip (told by its first two bytes, not by its name).</summary>
internal static class TextSource
{
    private const int BufferBytes = 64 * 1024;

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    /// <summary>Opens a text. What is compressed is inflated whole first: a file cut short is called that, and not a bad row.</summary>
    /// <param name="content">The bytes; they can seek.</param>
    /// <param name="source">Their name.</param>
    /// <param name="maximumBytes">More text than this is refused.</param>
    /// <param name="tooLarge">What is thrown then.</param>
    /// <exception cref="LabException">The gzip stream is damaged, cut short or too large.</exception>
    public static StreamReader Open(Stream content, string source, long maximumBytes, LabException tooLarge)
    {
        Span<byte> magic = stackalloc byte[2];
        bool isGzip = content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(GzipMagic);
        content.Position = 0;
        return new StreamReader(isGzip ? Inflate(content, source, maximumBytes, tooLarge) : content, Encoding.UTF8);
    }

    private static MemoryStream Inflate(Stream content, string source, long maximumBytes, LabException tooLarge)
    {
        MemoryStream plain = new();
        try
        {
            using GZipStream gzip = new(content, CompressionMode.Decompress, leaveOpen: true);
            byte[] buffer = new byte[BufferBytes];
            for (int read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                if (plain.Length + read > maximumBytes)
                {
                    throw tooLarge;
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
}
