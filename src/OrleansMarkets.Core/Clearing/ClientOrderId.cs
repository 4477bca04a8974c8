using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The name that a trader gave an order: at most <see cref="MaximumLength"/> characters of A-Z a-z 0-9 - _, compared ordinally. It travels
/// in the command's bytes and is part of its body, but never of the market's state; the <see cref="CommandId"/> makes a command unique. The
/// characters lie in the value itself, so carrying one allocates nothing.
/// </summary>
public readonly struct ClientOrderId : IEquatable<ClientOrderId>
{
    /// <summary>Most characters.</summary>
    public const int MaximumLength = 36;

    // No character is zero and there is always one zero left, so the length needs no field of its own.
    private const int StoredBytes = 40;

    private readonly Characters _characters;

    private ClientOrderId(in Characters characters) => _characters = characters;

    /// <summary>No name.</summary>
    public static ClientOrderId None => default;

    /// <summary>What a text of another form becomes, so that the checks of a command's form refuse it.</summary>
    public static ClientOrderId Malformed { get; } = MakeMalformed();

    /// <summary>Whether there is no name.</summary>
    public bool IsNone => _characters[0] == 0;

    /// <summary>Whether it came from a text of another form.</summary>
    public bool IsMalformed => _characters[0] == byte.MaxValue;

    /// <summary>Number of characters.</summary>
    public int Length => Stored.IndexOf((byte)0);

    [UnscopedRef]
    private ReadOnlySpan<byte> Stored => _characters;

    /// <summary>Whether a text has the form of a name; the empty text and null, which mean none, have it.</summary>
    public static bool IsWellFormed(string? text) => !From(text).IsMalformed;

    /// <summary>The name in a text: <see cref="None"/> for an empty one or null, <see cref="Malformed"/> for one of another form.</summary>
    public static ClientOrderId From(string? text)
    {
        if (text is null || text.Length > MaximumLength)
        {
            return text is null ? None : Malformed;
        }

        Characters characters = default;
        for (int at = 0; at < text.Length; at++)
        {
            if (!IsAllowed(text[at]))
            {
                return Malformed;
            }

            characters[at] = (byte)text[at];
        }

        return new ClientOrderId(characters);
    }

    /// <inheritdoc/>
    public bool Equals(ClientOrderId other) => Stored.SequenceEqual(other.Stored);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ClientOrderId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)Mix(0));

    /// <inheritdoc/>
    public override string ToString() => System.Text.Encoding.ASCII.GetString(Stored[..Length]);

    /// <summary>Whether both are the same name.</summary>
    public static bool operator ==(ClientOrderId left, ClientOrderId right) => left.Equals(right);

    /// <summary>Whether they are different names.</summary>
    public static bool operator !=(ClientOrderId left, ClientOrderId right) => !left.Equals(right);

    /// <summary>Writes the length and the characters.</summary>
    internal void Write(RecordWriter writer)
    {
        int length = Length;
        writer.WriteByte((byte)length);
        writer.WriteBytes(Stored[..length]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no name.</exception>
    internal static ClientOrderId Read(ref RecordReader reader)
    {
        int length = reader.ReadByte();
        if (length > MaximumLength)
        {
            throw new CorruptRecordException($"A client order id of {length} characters is beyond {MaximumLength}.");
        }

        Characters characters = default;
        ReadOnlySpan<byte> text = reader.ReadBytes(length);
        for (int at = 0; at < length; at++)
        {
            characters[at] = IsAllowed((char)text[at])
                ? text[at]
                : throw new CorruptRecordException($"A client order id has the byte {text[at]}.");
        }

        return new ClientOrderId(characters);
    }

    /// <summary>Mixes the name into a hash; no name leaves the hash as it is.</summary>
    internal ulong Mix(ulong hash)
    {
        if (IsNone)
        {
            return hash;
        }

        ReadOnlySpan<byte> stored = Stored;
        for (int at = 0; at < StoredBytes; at += sizeof(ulong))
        {
            hash = CommandHash.Mix(hash, unchecked((long)BinaryPrimitives.ReadUInt64LittleEndian(stored[at..])));
        }

        return hash;
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';

    private static ClientOrderId MakeMalformed()
    {
        Characters characters = default;
        characters[0] = byte.MaxValue;
        return new ClientOrderId(characters);
    }

    [InlineArray(StoredBytes)]
    private struct Characters
    {
        private byte _first;
    }
}
