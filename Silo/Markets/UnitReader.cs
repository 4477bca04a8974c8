using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Silo.Markets;

/// <summary>From the decimal texts of the file to whole units; every refusal names the market and the field.</summary>
/// <param name="owner">The market, asset or feed that is being read.</param>
internal sealed class UnitReader(string owner)
{
    private const int PriceDecimals = 8;
    private const int PercentToPpmDecimals = 4;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>A price or quantity in 1e-8.</summary>
    public long E8(string field, string text) => Read(field, text, PriceDecimals, 1);

    /// <summary>A price or quantity in units of a size.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="text">The text.</param>
    /// <param name="unitE8">Size of one unit in 1e-8.</param>
    public long Units(string field, string text, long unitE8) => Read(field, text, PriceDecimals, unitE8);

    /// <summary>An amount in quanta of an asset.</summary>
    public long Quanta(string field, string text, Asset asset) => Read(field, text, asset.QuantumDecimals, 1);

    /// <summary>A percentage in parts per million.</summary>
    public long Ppm(string field, string text) => Read(field, text, PercentToPpmDecimals, 1);

    /// <summary>Seconds in nanoseconds.</summary>
    public static long Nanoseconds(int seconds) => seconds * NanosecondsPerSecond;

    /// <summary>The refusal of a field.</summary>
    public SiloException Refuse(string field, string why) =>
        new(ExitCodes.BadInput, SiloCodes.MarketsBadValue, $"{owner}, {field}: {why}");

    private long Read(string field, string text, int decimals, long unitSize)
    {
        if (unitSize <= 0)
        {
            throw Refuse(field, "the price unit or lot that it is measured in is not positive");
        }

        DecimalTextError error = DecimalText.TryParse(text, decimals, unitSize, out long units);
        return error == DecimalTextError.None
            ? units
            : throw Refuse(field, $"'{text}' is not a whole number of {DecimalText.Format(unitSize, decimals)} ({error})");
    }
}
