using Orleans;

namespace Conformance.Grains;

public sealed class CopyGrain : Grain, ICopyGrain
{
    private Basket _kept = new();

    public Task<Basket> KeepAndChange(Basket basket)
    {
        _kept = basket;
        basket.Fruits.Add(new Fruit("added by the grain") { Grams = 1 });
        return Task.FromResult(basket);
    }

    public Task<Basket> Kept() => Task.FromResult(_kept);

    /// <summary>Another grain keeps what it got; changing it here must not change it there.</summary>
    public async Task<bool> CallAndCompare()
    {
        var other = GrainFactory.GetGrain<ICopyGrain>(this.GetPrimaryKeyString() + "/other");
        var mine = new Basket { Fruits = { new Fruit("apple") { Grams = 5 } }, Counts = { ["a"] = [1, 2] } };
        var returned = await other.KeepAndChange(mine);
        mine.Fruits[0].Grams = 77;
        mine.Counts["a"][0] = 77;
        returned.Fruits[0].Grams = 88;
        var kept = await other.Kept();
        return kept.Fruits[0].Grams == 5 && kept.Counts["a"][0] == 1 && mine.Fruits.Count == 1 && kept.Fruits.Count == 2;
    }

    public ValueTask<(Label Label, Point[] Points, ICopyGrain Self)> Roundtrip(Label label, Point[] points, ICopyGrain self) =>
        new((label, points, self));

    public Task<int> SumOf(int[] numbers) => Task.FromResult(numbers.Sum());
}
