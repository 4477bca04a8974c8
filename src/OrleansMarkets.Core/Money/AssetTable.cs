using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OrleansMarkets.Core.Money;

/// <summary>The assets of the exchange and what each counts as collateral. Immutable; iterated in the order of codes.</summary>
public sealed class AssetTable
{
    private readonly ImmutableSortedDictionary<string, (Asset Asset, long WeightPpm)> _assets;

    /// <summary>Makes a table.</summary>
    /// <param name="settlementCode">The asset that margin is counted in; it weighs 1,000,000.</param>
    /// <param name="assets">The assets. Without an external price only the settlement asset can weigh anything: all others weigh 0.</param>
    /// <exception cref="ArgumentException">An asset is malformed or listed twice, or the settlement asset is not in the list.</exception>
    public AssetTable(string settlementCode, IEnumerable<Asset> assets)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, (Asset, long)>(StringComparer.Ordinal);
        foreach (Asset asset in assets)
        {
            Validate(asset);
            if (!builder.TryAdd(asset.Code, (asset, asset.Code == settlementCode ? IntegerMath.Ppm : 0)))
            {
                throw new ArgumentException($"Asset {asset.Code} is listed twice.", nameof(assets));
            }
        }

        _assets = builder.ToImmutable();
        Settlement = _assets.TryGetValue(settlementCode, out (Asset Asset, long WeightPpm) found)
            ? found.Asset
            : throw new ArgumentException($"The settlement asset {settlementCode} is not in the list.", nameof(settlementCode));
    }

    /// <summary>The asset that margin is counted in.</summary>
    public Asset Settlement { get; }

    /// <summary>All assets in the order of their codes.</summary>
    public IEnumerable<Asset> Assets => _assets.Values.Select(entry => entry.Asset);

    /// <summary>Finds an asset by its code.</summary>
    public bool TryGet(string code, [NotNullWhen(true)] out Asset? asset)
    {
        bool known = _assets.TryGetValue(code, out (Asset Asset, long WeightPpm) entry);
        asset = known ? entry.Asset : null;
        return known;
    }

    /// <summary>What a positive balance of an asset counts as collateral, ppm of its value; 0 for an asset that is not listed.</summary>
    public long CollateralWeightPpm(string code) =>
        _assets.TryGetValue(code, out (Asset Asset, long WeightPpm) entry) ? entry.WeightPpm : 0;

    private static void Validate(Asset asset)
    {
        bool wellFormed = asset.Code.Length is > 0 and <= Asset.MaximumCodeLength
            && asset.Code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        if (!wellFormed)
        {
            throw new ArgumentException(
                $"Asset code '{asset.Code}' is not 1 to {Asset.MaximumCodeLength} capital letters and digits.", nameof(asset));
        }

        if (asset.QuantumDecimals is < 0 or > Asset.MaximumDecimals)
        {
            throw new ArgumentException(
                $"Asset {asset.Code} has {asset.QuantumDecimals} decimals, not 0 to {Asset.MaximumDecimals}.", nameof(asset));
        }
    }
}
