namespace OrleansMarkets.Lab.Mbo;

/// <summary>Why an aggressor hit other orders than in the recording; docs/matching.md explains each.</summary>
internal enum MboDifference
{
    /// <summary>The market took an order of the aggressor's own out of its way.</summary>
    SelfMatchPrevention,

    /// <summary>An order with a hidden part is among those hit.</summary>
    Iceberg,

    /// <summary>The same orders in another order: one had lost its place without a message that says so.</summary>
    LostPlace,

    /// <summary>None of these.</summary>
    Other,
}
