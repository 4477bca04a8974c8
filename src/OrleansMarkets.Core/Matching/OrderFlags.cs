namespace OrleansMarkets.Core.Matching;

/// <summary>Conditions on an order.</summary>
[Flags]
public enum OrderFlags : byte
{
    /// <summary>No condition.</summary>
    None = 0,

    /// <summary>Never takes: rejected if it would trade on entry.</summary>
    PostOnly = 1,

    /// <summary>Only reduces the position: clipped at every fill, never flips it.</summary>
    ReduceOnly = 2,
}
