namespace OrleansMarkets.Core.Money;

/// <summary>An asset that accounts hold.</summary>
/// <param name="Code">The asset's name, for example <c>USDT</c>: capital letters and digits.</param>
/// <param name="QuantumDecimals">Decimals of the smallest amount: one quantum is 10^−decimals of the asset.</param>
public sealed record Asset(string Code, int QuantumDecimals)
{
    /// <summary>Most decimals of an asset: with 18, nine whole units still fit in 64 bits.</summary>
    public const int MaximumDecimals = 18;

    /// <summary>Longest code.</summary>
    public const int MaximumCodeLength = 16;
}
