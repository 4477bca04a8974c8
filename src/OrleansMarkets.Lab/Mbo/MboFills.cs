namespace OrleansMarkets.Lab.Mbo;

/// <summary>The recorded fills of continuous trading beside ours.</summary>
internal sealed class MboFills
{
    private readonly int[] _differences = new int[Enum.GetValues<MboDifference>().Length];

    /// <summary>Trade rows: aggressors, once for each price they reached.</summary>
    public int Trades { get; private set; }

    /// <summary>Trade rows whose fills are all the same.</summary>
    public int SameTrades { get; private set; }

    /// <summary>Recorded fills of resting orders.</summary>
    public int Recorded { get; private set; }

    /// <summary>Recorded fills of the aggressor itself, which had rested at another price.</summary>
    public int OfAggressors { get; private set; }

    /// <summary>Recorded fills for which ours hit the same order for the same lots at the same place of its trade row.</summary>
    public int Matched { get; private set; }

    /// <summary>Trade rows that differ, of a class.</summary>
    public int Differing(MboDifference difference) => _differences[(int)difference];

    /// <summary>Counts a trade row whose fills are the same, or all but.</summary>
    /// <param name="recorded">Recorded fills of resting orders.</param>
    /// <param name="ours">Ours.</param>
    /// <param name="ofAggressors">Recorded fills of the aggressor itself.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Count(List<MboFill> recorded, List<MboFill> ours, int ofAggressors)
    {
        bool isSame = recorded.SequenceEqual(ours);
        Trades++;
        SameTrades += isSame ? 1 : 0;
        Recorded += recorded.Count;
        OfAggressors += ofAggressors;
        Matched += recorded.Zip(ours).Count(pair => pair.First == pair.Second);
        return isSame;
    }

    /// <summary>Counts the class of a trade row that differs.</summary>
    public void Count(MboDifference difference) => _differences[(int)difference]++;
}
