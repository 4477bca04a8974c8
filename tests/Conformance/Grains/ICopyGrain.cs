using Orleans;

namespace Conformance.Grains;

[Alias("conformance.ICopyGrain")]
public interface ICopyGrain : IGrainWithStringKey
{
    [Alias("KeepAndChange")]
    Task<Basket> KeepAndChange(Basket basket);

    [Alias("Kept")]
    Task<Basket> Kept();

    [Alias("CallAndCompare")]
    Task<bool> CallAndCompare();

    [Alias("Roundtrip")]
    ValueTask<(Label Label, Point[] Points, ICopyGrain Self)> Roundtrip(Label label, Point[] points, ICopyGrain self);

    [Alias("SumOf")]
    Task<int> SumOf([Immutable] int[] numbers);
}
