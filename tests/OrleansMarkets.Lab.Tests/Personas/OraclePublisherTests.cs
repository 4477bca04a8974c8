using OrleansMarkets.Lab.Personas;

namespace OrleansMarkets.Lab.Tests.Personas;

public sealed class OraclePublisherTests
{
    [Theory]
    [InlineData(4_631_900_000_000, 100, 4_632_363_190_000)]
    [InlineData(4_631_900_000_000, -100, 4_631_436_810_000)]
    [InlineData(9_999, 100, 9_999)] // less than one unit of 1e-8 is rounded toward zero: never more than asked for
    [InlineData(9_999, -100, 9_999)]
    public void Noise_is_exact_and_never_above_its_bound(long priceE8, long noisePpm, long expected) =>
        Assert.Equal(expected, OraclePublisher.WithNoise(priceE8, noisePpm));
}
