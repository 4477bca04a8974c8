using System.Numerics;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// Which places of a ring are occupied: one bit a place, and one bit a word above them. Searches go around the ring, so that whoever asks
/// needs no case for its end.
/// </summary>
internal sealed class PriceBitmap
{
    /// <summary>No place.</summary>
    internal const int None = -1;

    private const int WordBits = 64;
    private const int WordShift = 6;

    private readonly ulong[] _words;
    private readonly ulong[] _summary;

    /// <summary>Makes an empty bitmap.</summary>
    /// <param name="places">Number of places, a power of two of at least 64.</param>
    public PriceBitmap(int places)
    {
        _words = new ulong[places >> WordShift];
        _summary = new ulong[Math.Max(1, _words.Length >> WordShift)];
    }

    /// <summary>Marks a place as occupied.</summary>
    public void Set(int place)
    {
        int word = place >> WordShift;
        _words[word] |= 1UL << place;
        _summary[word >> WordShift] |= 1UL << word;
    }

    /// <summary>Marks a place as free.</summary>
    public void Clear(int place)
    {
        int word = place >> WordShift;
        ulong left = _words[word] & ~(1UL << place);
        _words[word] = left;
        if (left == 0)
        {
            _summary[word >> WordShift] &= ~(1UL << word);
        }
    }

    /// <summary>Marks all places as free.</summary>
    public void ClearAll()
    {
        Array.Clear(_words);
        Array.Clear(_summary);
    }

    /// <summary>The first occupied place at or above a place, around the ring.</summary>
    /// <returns>The place; −1 if none is occupied.</returns>
    public int FirstFrom(int place)
    {
        int word = place >> WordShift;
        ulong bits = _words[word] >> place;
        return bits != 0 ? place + BitOperations.TrailingZeroCount(bits) : FirstWordFrom((word + 1) & (_words.Length - 1));
    }

    /// <summary>The last occupied place at or below a place, around the ring.</summary>
    /// <returns>The place; −1 if none is occupied.</returns>
    public int LastFrom(int place)
    {
        int word = place >> WordShift;
        ulong bits = _words[word] << (WordBits - 1 - place);
        return bits != 0 ? place - BitOperations.LeadingZeroCount(bits) : LastWordFrom((word - 1) & (_words.Length - 1));
    }

    private int FirstWordFrom(int word)
    {
        int group = word >> WordShift;
        ulong bits = _summary[group] >> word << word;
        for (int seen = 0; bits == 0; seen++)
        {
            if (seen == _summary.Length)
            {
                return None;
            }

            group = (group + 1) & (_summary.Length - 1);
            bits = _summary[group];
        }

        int first = (group << WordShift) + BitOperations.TrailingZeroCount(bits);
        return (first << WordShift) + BitOperations.TrailingZeroCount(_words[first]);
    }

    private int LastWordFrom(int word)
    {
        int group = word >> WordShift;
        int above = WordBits - 1 - word;
        ulong bits = _summary[group] << above >> above;
        for (int seen = 0; bits == 0; seen++)
        {
            if (seen == _summary.Length)
            {
                return None;
            }

            group = (group - 1) & (_summary.Length - 1);
            bits = _summary[group];
        }

        int last = (group << WordShift) + WordBits - 1 - BitOperations.LeadingZeroCount(bits);
        return (last << WordShift) + WordBits - 1 - BitOperations.LeadingZeroCount(_words[last]);
    }
}
