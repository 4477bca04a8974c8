using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>A change of a resting order: in JSON an array of six texts, the kind and the side before those of the order.</summary>
/// <param name="Kind">
/// <c>add</c>, <c>fill</c>, <c>reduce</c> (it keeps its place), <c>amend</c> (another price or place) or <c>remove</c>.
/// </param>
/// <param name="Side"><c>Buy</c> or <c>Sell</c>.</param>
/// <param name="Order">The order after it; of size zero when it is gone.</param>
[JsonConverter(typeof(QueueChangeConverter))]
public readonly record struct QueueChange(string Kind, string Side, QueuedOrder Order)
{
    /// <summary>It entered the book.</summary>
    public const string Add = "add";

    /// <summary>Lots of it traded.</summary>
    public const string Fill = "fill";

    /// <summary>Lots of it were withdrawn.</summary>
    public const string Reduce = "reduce";

    /// <summary>It has another price or place.</summary>
    public const string Amend = "amend";

    /// <summary>It was withdrawn.</summary>
    public const string Remove = "remove";
}
