using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>A resting order: in JSON an array of four texts.</summary>
/// <param name="Number">The order's number in its market: what follows the last point of its order id.</param>
/// <param name="Price">Price.</param>
/// <param name="Size">Quantity resting, base coin.</param>
/// <param name="Priority">A whole number: of two orders at one price the one with the lower trades first.</param>
[JsonConverter(typeof(QueuedOrderConverter))]
public readonly record struct QueuedOrder(string Number, string Price, string Size, string Priority);
