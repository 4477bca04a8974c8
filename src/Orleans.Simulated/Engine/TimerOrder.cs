namespace Orleans.Simulation.Engine;

/// <summary>Timers fire by due time, then in the order in which they were armed.</summary>
internal readonly record struct TimerOrder(long Due, long Number) : IComparable<TimerOrder>
{
    public int CompareTo(TimerOrder other)
    {
        var order = Due.CompareTo(other.Due);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }
}
