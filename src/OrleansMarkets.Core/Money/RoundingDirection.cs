namespace OrleansMarkets.Core.Money;

/// <summary>Where an inexact quotient goes. Every division of money names one.</summary>
public enum RoundingDirection : byte
{
    /// <summary>Toward negative infinity: what is credited.</summary>
    Down,

    /// <summary>Toward positive infinity: what is debited or required.</summary>
    Up,

    /// <summary>Toward zero: rates and indices.</summary>
    TowardZero,

    /// <summary>To the nearest, a half to the even neighbour: prices shown and marks.</summary>
    HalfEven,
}
