namespace OrleansMarkets.Lab.Mbo;

/// <summary>What a row of a recorded order feed says.</summary>
public enum MboAction : byte
{
    /// <summary>An order entered the book.</summary>
    Add = (byte)'A',

    /// <summary>An order left the book: cancelled, or filled whole by the trade before.</summary>
    Cancel = (byte)'C',

    /// <summary>An order has this price and size from now on.</summary>
    Modify = (byte)'M',

    /// <summary>An aggressor traded; without a side it is an auction.</summary>
    Trade = (byte)'T',

    /// <summary>An order was filled by the trade above.</summary>
    Fill = (byte)'F',
}
