using FsCheck;
using FsCheck.Fluent;

namespace OrleansMarkets.Core.Tests.Money;

/// <summary>Runs property checks the same way everywhere: many cases, an exception on the first failure with its seed.</summary>
internal static class Properties
{
    public static void Check<T>(Gen<T> gen, Action<T> property, int cases = 1_000)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(cases);
        Prop.ForAll(
            Arb.From(gen),
            value =>
            {
                property(value);
                return true;
            }).Check(config);
    }

    /// <summary>Whole numbers of every magnitude up to a bound, both signs, with the edges often.</summary>
    public static Gen<long> Signed(long bound) =>
        from size in Magnitude(bound)
        from negative in Gen.Elements(true, false)
        select negative ? -size : size;

    /// <summary>Whole numbers from 0 to a bound of every magnitude, with the edges often.</summary>
    public static Gen<long> Magnitude(long bound) => Gen.Frequency(
        (8, from bits in Gen.Choose(0, 62)
            from high in Gen.Choose(0, int.MaxValue)
            from low in Gen.Choose(0, int.MaxValue)
            select (long)((((ulong)(uint)high << 31) | (uint)low) % ((ulong)Math.Min(bound, (1L << bits) - 1) + 1))),
        (1, Gen.Constant(0L)),
        (1, Gen.Constant(bound)));
}
