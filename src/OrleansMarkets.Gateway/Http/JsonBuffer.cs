using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansMarkets.Gateway.Http;

/// <summary>One JSON text in a buffer that is used again after it was disposed of.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private const int FirstCapacity = 4_096;
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _kept;

    private readonly ArrayBufferWriter<byte> _bytes = new(FirstCapacity);
    private readonly Utf8JsonWriter _writer;

    private JsonBuffer() => _writer = new Utf8JsonWriter(_bytes);

    /// <summary>The text; valid until the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Writes a value.</summary>
    public static JsonBuffer Write<T>(JsonTypeInfo<T> shape, T value)
    {
        JsonBuffer buffer = _kept ?? new JsonBuffer();
        _kept = null;
        JsonSerializer.Serialize(buffer._writer, value, shape);
        return buffer;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (_bytes.Capacity > LargestKept)
        {
            _writer.Dispose();
            return;
        }

        _bytes.ResetWrittenCount();
        _writer.Reset();
        _kept = this;
    }
}
