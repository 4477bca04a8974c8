namespace Orleans.Simulation.Engine;

/// <summary>A list of turns, linked through them.</summary>
internal sealed class PendingTurnList
{
    public PendingTurn? First { get; private set; }

    public int Count { get; private set; }

    /// <summary>Turns in the list that may interleave although the grain is not reentrant.</summary>
    public int Interleaving { get; private set; }

    private PendingTurn? Last { get; set; }

    public void Add(PendingTurn turn)
    {
        turn.Previous = Last;
        turn.Next = null;
        if (Last is null)
        {
            First = turn;
        }
        else
        {
            Last.Next = turn;
        }

        Last = turn;
        Count++;
        Interleaving += turn.AlwaysInterleaves || turn.IsReadOnly ? 1 : 0;
    }

    /// <summary>Puts a turn before another one, or last.</summary>
    public void AddBefore(PendingTurn turn, PendingTurn next)
    {
        turn.Previous = next.Previous;
        turn.Next = next;
        if (next.Previous is null)
        {
            First = turn;
        }
        else
        {
            next.Previous.Next = turn;
        }

        next.Previous = turn;
        Count++;
        Interleaving += turn.AlwaysInterleaves || turn.IsReadOnly ? 1 : 0;
    }

    public void Remove(PendingTurn turn)
    {
        if (turn.Previous is null)
        {
            First = turn.Next;
        }
        else
        {
            turn.Previous.Next = turn.Next;
        }

        if (turn.Next is null)
        {
            Last = turn.Previous;
        }
        else
        {
            turn.Next.Previous = turn.Previous;
        }

        turn.Previous = turn.Next = null;
        Count--;
        Interleaving -= turn.AlwaysInterleaves || turn.IsReadOnly ? 1 : 0;
    }

    public PendingTurn? TakeFirst()
    {
        var first = First;
        if (first is not null)
        {
            Remove(first);
        }

        return first;
    }
}
