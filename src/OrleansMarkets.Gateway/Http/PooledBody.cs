using System.Buffers;

namespace OrleansMarkets.Gateway.Http;

/// <summary>Bytes in a pooled array.</summary>
internal sealed class PooledBody : IDisposable
{
    private readonly int _length;
    private byte[] _bytes;

    /// <summary>Copies bytes.</summary>
    public PooledBody(in ReadOnlySequence<byte> bytes)
    {
        _length = (int)bytes.Length;
        _bytes = _length == 0 ? [] : ArrayPool<byte>.Shared.Rent(_length);
        bytes.CopyTo(_bytes);
    }

    /// <summary>The bytes; valid until it is disposed of.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Gives the array back.</summary>
    public void Dispose()
    {
        byte[] bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
