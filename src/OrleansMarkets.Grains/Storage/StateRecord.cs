using System.Text.Json;

namespace OrleansMarkets.Grains.Storage;

/// <summary>
/// One stored version of a grain's state: a format version, whether there is a state, and the state as JSON. Each is whole by itself.
/// </summary>
internal static class StateRecord
{
    /// <summary>Version of this format.</summary>
    public const byte FormatVersion = 1;

    /// <summary>Bytes before the JSON.</summary>
    public const int HeaderBytes = 2;

    private enum Kind : byte
    {
        Written = 1,
        Cleared = 2,
    }

    /// <summary>The record of a state.</summary>
    public static byte[] Write<T>(T state)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(state);
        byte[] record = new byte[HeaderBytes + json.Length];
        (record[0], record[1]) = (FormatVersion, (byte)Kind.Written);
        json.CopyTo(record, HeaderBytes);
        return record;
    }

    /// <summary>The record of a state that was cleared.</summary>
    public static byte[] Clear() => [FormatVersion, (byte)Kind.Cleared];

    /// <summary>Reads a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="state">The state.</param>
    /// <returns>Whether there is a state; false for a cleared one.</returns>
    /// <exception cref="NotSupportedException">The record is of a later format.</exception>
    /// <exception cref="JsonException">The bytes are not a state of this type.</exception>
    public static bool TryRead<T>(ReadOnlySpan<byte> record, out T? state)
    {
        if (record.Length < HeaderBytes || record[0] != FormatVersion)
        {
            throw new NotSupportedException($"A stored state of format {(record.IsEmpty ? 0 : record[0])} cannot be read.");
        }

        bool isWritten = record[1] == (byte)Kind.Written;
        state = isWritten ? JsonSerializer.Deserialize<T>(record[HeaderBytes..]) : default;
        return isWritten;
    }
}
