namespace OrleansMarkets.Client.Streams;

/// <summary>The order in which the resting orders of one side trade.</summary>
internal sealed class BookQueue(OrderSide side) : IComparer<BookOrder>
{
    public int Compare(BookOrder left, BookOrder right)
    {
        int byPrice = side == OrderSide.Buy ? right.Price.CompareTo(left.Price) : left.Price.CompareTo(right.Price);
        return byPrice != 0 ? byPrice : left.Priority.CompareTo(right.Priority);
    }
}
