namespace OrleansMarkets.Core.Matching;

/// <summary>The price that a conditional order watches.</summary>
public enum TriggerPrice : byte
{
    /// <summary>The last trade.</summary>
    Last = 0,

    /// <summary>The mark.</summary>
    Mark = 1,

    /// <summary>The index.</summary>
    Index = 2,
}
