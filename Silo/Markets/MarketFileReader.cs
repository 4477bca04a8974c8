using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Silo.Markets;

/// <summary>Reads the file of markets and refuses everything that a market could not run with, before anything is opened.</summary>
public static class MarketFileReader
{
    internal const int LargestFileBytes = 1 << 20;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="SiloException">It cannot be read, is malformed, or describes markets that cannot run.</exception>
    public static MarketPlan Read(string path)
    {
        byte[] bytes;
        try
        {
            FileInfo file = new(path);
            bytes = file.Length <= LargestFileBytes
                ? File.ReadAllBytes(path)
                : throw new IOException($"it is larger than {LargestFileBytes} bytes");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SiloException(ExitCodes.BadInput, SiloCodes.MarketsUnreadable, $"{path}: {fault.Message}", fault);
        }

        try
        {
            return Plan(JsonSerializer.Deserialize<MarketFile>(bytes, Shape) ?? throw new JsonException("it is null"));
        }
        catch (JsonException malformed)
        {
            throw new SiloException(ExitCodes.BadInput, SiloCodes.MarketsMalformed, $"{path}: {malformed.Message}", malformed);
        }
    }

    internal static MarketPlan Plan(MarketFile file)
    {
        AssetTable assets = ReadAssets(file);
        ImmutableArray<FeedPlan> feeds = [.. file.Feeds.Select(ReadFeed)];
        ImmutableArray<MarketDefinition> markets = [.. file.Markets.Select(entry => ReadMarket(entry, feeds, assets))];
        RequireDistinct(feeds.Select(feed => feed.Name), "feed");
        RequireDistinct(markets.Select(market => market.Symbol), "market");
        return markets.IsEmpty ? throw BadRules("the file", "it lists no market") : new MarketPlan(assets, feeds, markets);
    }

    private static AssetTable ReadAssets(MarketFile file)
    {
        try
        {
            return new AssetTable(file.SettlementAsset, file.Assets.Select(asset => new Asset(asset.Code, asset.Decimals)));
        }
        catch (ArgumentException wrong)
        {
            throw new SiloException(ExitCodes.BadInput, SiloCodes.MarketsBadValue, wrong.Message, wrong);
        }
    }

    private static FeedPlan ReadFeed(FeedEntry entry)
    {
        UnitReader read = new($"feed {entry.Name}");
        FeedPlan feed = new(
            entry.Name,
            read.E8("anchorPrice", entry.AnchorPrice),
            read.Ppm("stepPercent", entry.StepPercent),
            TimeSpan.FromSeconds(entry.HalfLifeSeconds));
        if (feed.AnchorE8 <= 0 || feed.StepPpm is < 0 or > FeedPlanLimits.MaximumStepPpm || entry.HalfLifeSeconds <= 0)
        {
            throw BadRules(
                $"feed {entry.Name}",
                $"anchor price and half-life must be positive, the step from 0 to {FeedPlanLimits.MaximumStepPpm} ppm");
        }

        return feed;
    }

    private static MarketDefinition ReadMarket(MarketEntry entry, ImmutableArray<FeedPlan> feeds, AssetTable assets)
    {
        MarketDefinition definition = MarketEntryMapping.ToDefinition(entry, assets);
        if (!feeds.Any(feed => feed.Name == entry.Feed))
        {
            throw BadRules(entry.Symbol, $"there is no feed {entry.Feed}");
        }

        ResultCode code = MarketParametersValidator.Check(definition.ToSpec(), definition.ToParameters(), assets, out string fault);
        return code == ResultCode.Ok ? definition : throw BadRules(entry.Symbol, fault);
    }

    private static void RequireDistinct(IEnumerable<string> names, string what)
    {
        string? twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any())?.Key;
        if (twice is not null)
        {
            throw BadRules($"{what} {twice}", "it is listed twice");
        }
    }

    private static SiloException BadRules(string owner, string why) =>
        new(ExitCodes.BadInput, SiloCodes.MarketsBadRules, $"{owner}: {why}");
}
