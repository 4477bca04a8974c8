namespace OrleansMarkets.Core.Money;

/// <summary>Why a decimal text was refused.</summary>
public enum DecimalTextError : byte
{
    /// <summary>It was read.</summary>
    None,

    /// <summary>It is not digits with an optional sign and point.</summary>
    Malformed,

    /// <summary>It is not a whole number of units: it has more decimals than the unit, or lies between two units.</summary>
    TooFine,

    /// <summary>It does not fit in 64 bits.</summary>
    TooLarge,
}
