using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace OrleansMarkets.Core.Tests.Money;

/// <summary>
/// Runs property checks the same way everywhere: many cases, an exception on the first failure with its seed. A run on CI checks the same
/// cases every time, so that it fails for a change and for nothing else; a long run draws new ones, and more of them.
/// </summary>
internal static class Properties
{
    private const int LongFactor = 50;

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("ORLEANSMARKETS_TEST_SCALE") == "long";

    /// <summary>Checks a property on many cases.</summary>
    /// <param name="gen">The cases.</param>
    /// <param name="property">Throws where it does not hold.</param>
    /// <param name="cases">How many on CI.</param>
    /// <param name="longCases">How many in a long run; 0 for fifty times those on CI.</param>
    public static void Check<T>(Gen<T> gen, Action<T> property, int cases = 1_000, int longCases = 0)
    {
        Config config = IsLong
            ? Config.QuickThrowOnFailure.WithMaxTest(longCases > 0 ? longCases : cases * LongFactor)
            : Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(FSharpOption<Replay>.Some(SameEveryTime));
        Prop.ForAll(
            Arb.From(gen),
            value =>
            {
                property(value);
                return true;
            }).Check(config);
    }

    private static Replay SameEveryTime => new(new Rnd(1, 1), FSharpOption<int>.None);

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
