namespace OrleansMarkets.Lab.Mbo;

/// <summary>What became of the rows that are not trades, after the opening auction.</summary>
internal sealed class MboMessages
{
    /// <summary>Orders that entered.</summary>
    public int Entered { get; set; }

    /// <summary>Orders that would have traded on entering or changing in our book, and in the recording did not.</summary>
    public int Crossing { get; set; }

    /// <summary>Orders cancelled.</summary>
    public int Cancelled { get; set; }

    /// <summary>Removals of orders that our fills had removed already.</summary>
    public int GoneBefore { get; set; }

    /// <summary>Orders that lost their place with another price or more lots.</summary>
    public int Replaced { get; set; }

    /// <summary>Orders that kept their place with fewer lots.</summary>
    public int Reduced { get; set; }

    /// <summary>Changes that say what is left after a fill, which our book knew.</summary>
    public int Unchanged { get; set; }

    /// <summary>Changes of orders that were filled as far as they were shown: the next part of an iceberg.</summary>
    public int Refilled { get; set; }
}
