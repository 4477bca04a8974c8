namespace OrleansMarkets.Lab.Mbo;

/// <summary>Our book at the end beside the recorded one.</summary>
/// <param name="Same">Orders with the same side, price and size.</param>
/// <param name="Differing">Orders in both with another side, price or size.</param>
/// <param name="OnlyRecorded">Orders in the recorded book alone.</param>
/// <param name="OnlyOurs">Orders in ours alone.</param>
internal readonly record struct MboBookDifference(int Same, int Differing, int OnlyRecorded, int OnlyOurs)
{
    /// <summary>Compares two books.</summary>
    public static MboBookDifference Between(IReadOnlyDictionary<long, MboOrder> recorded, IReadOnlyDictionary<long, MboOrder> ours)
    {
        int shared = recorded.Keys.Count(ours.ContainsKey);
        int same = recorded.Count(order => ours.TryGetValue(order.Key, out MboOrder our) && our == order.Value);
        return new MboBookDifference(same, shared - same, recorded.Count - shared, ours.Count - shared);
    }
}
