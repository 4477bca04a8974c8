using System.Globalization;

namespace OrleansMarkets.Grains.Storage;

/// <summary>
/// The version of a stored state: the epoch that wrote it and its sequence. Sequences never repeat, so equal ones are the same state.
/// </summary>
/// <param name="Epoch">Epoch of the writer.</param>
/// <param name="Sequence">Sequence of the record; zero when nothing was ever written.</param>
internal readonly record struct StateETag(long Epoch, long Sequence)
{
    /// <summary>Reads a tag.</summary>
    /// <param name="text">The tag, null when nothing was ever written.</param>
    /// <exception cref="FormatException">The text is no tag of this storage.</exception>
    public static StateETag Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        int dot = text.IndexOf('.');
        return new StateETag(
            long.Parse(text.AsSpan(0, Math.Max(dot, 0)), NumberStyles.None, CultureInfo.InvariantCulture),
            long.Parse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Sequence}");
}
