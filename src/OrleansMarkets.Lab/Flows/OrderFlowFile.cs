using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Flows;

/// <summary>Reads a file of the format OFW1 whole, before anything is replayed; docs/matching.md describes it.</summary>
public static class OrderFlowFile
{
    /// <summary>Bytes before the first command.</summary>
    public const int HeaderBytes = 64;

    /// <summary>Bytes of a command.</summary>
    public const int RecordBytes = 32;

    /// <summary>Most commands of a file.</summary>
    public const int MaximumCommands = 1 << 25;

    /// <summary>Order ids are below this.</summary>
    public const uint MaximumOrderIds = 1 << 27;

    /// <summary>Prices are at most this far from zero.</summary>
    public const long MaximumPriceUnits = 1L << 60;

    private const ushort Version = 1;

    private static ReadOnlySpan<byte> Magic => "OFW1"u8;

    /// <summary>Reads a file.</summary>
    /// <exception cref="LabException">The file is missing, unreadable or malformed.</exception>
    public static OrderFlow Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new LabException(ErrorCodes.FlowMissing, $"no such file: {path}");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LabException(ErrorCodes.FlowUnreadable, $"{path}: {exception.Message}");
        }
    }

    /// <summary>Reads a stream whose length is known.</summary>
    /// <exception cref="LabException">The content is malformed.</exception>
    public static OrderFlow Read(Stream content, string source)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (content.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith(Magic))
        {
            throw new LabException(ErrorCodes.FlowBadHeader, $"{source}: not an OFW1 file");
        }

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]);
        ushort recordBytes = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        if (version != Version || recordBytes != RecordBytes)
        {
            throw new LabException(ErrorCodes.FlowBadHeader, $"{source}: version {version} with records of {recordBytes} bytes");
        }

        uint symbols = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        uint ids = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        ulong commands = BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
        ulong prefill = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]);
        if (symbols is 0 or > OrderMatcher.MaximumSymbols || ids is 0 or > MaximumOrderIds)
        {
            throw new LabException(ErrorCodes.FlowBadHeader, $"{source}: {symbols} symbols and {ids} order ids");
        }

        if (commands is 0 or > MaximumCommands || prefill > commands)
        {
            throw new LabException(ErrorCodes.FlowBadHeader, $"{source}: {commands} commands, {prefill} of them prefill");
        }

        var read = ReadCommands(content, source, (int)commands);
        OrderFlowCheck.CheckAll(read, (int)symbols, ids, source);
        ulong seed = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        return new OrderFlow(seed, (int)symbols, (int)ids - 1, (int)prefill, read);
    }

    private static OrderCommand[] ReadCommands(Stream content, string source, int count)
    {
        if (!BitConverter.IsLittleEndian || Unsafe.SizeOf<OrderCommand>() != RecordBytes)
        {
            throw new PlatformNotSupportedException("Commands are read as they lie in the file, which is little-endian.");
        }

        long bytes = content.Length - HeaderBytes;
        if (bytes != (long)count * RecordBytes)
        {
            throw new LabException(ErrorCodes.FlowBadLength, $"{source}: {bytes} bytes for {count} commands of {RecordBytes} bytes");
        }

        var commands = new OrderCommand[count];
        content.ReadExactly(MemoryMarshal.AsBytes(commands.AsSpan()));
        return commands;
    }
}
