using System.Globalization;
using OrleansMarkets.Client.Retries;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;
using CandleQuery = OrleansMarkets.MarketData.Candles.CandleQuery;
using ReplicaInterval = OrleansMarkets.MarketData.Candles.CandleInterval;
using ReplicaSource = OrleansMarkets.MarketData.Candles.CandleSource;

namespace OrleansMarkets.Client.Cluster;

/// <summary>What is folded from the flow of a market, from a replica: tickers, candles, toxicity, markouts, auctions.</summary>
internal sealed class ClusterAnalytics(ClusterMarkets markets, Repeater repeater, long account)
{
    private const long NanosecondsPerTick = 100;
    private const decimal Ppm = 1_000_000;

    public Task<IReadOnlyList<Candle>> GetCandlesAsync(MarketId market, CandleRequest request, CancellationToken cancellation)
    {
        request.Validate(market);
        ReplicaInterval.TryParse(CandleIntervals.Code(request.Interval), out ReplicaInterval? interval);
        var source = (ReplicaSource)request.Source;
        var query = new CandleQuery(source, interval!, Nanoseconds(request.From), Nanoseconds(request.To), request.Count);
        return ReadAsync<IReadOnlyList<Candle>>(
            market,
            (listed, replica) =>
            [
                .. replica.ReadCandles(query).Select(bar => new Candle(
                    Time(bar.StartNs),
                    Price(listed, bar.OpenUnits),
                    Price(listed, bar.HighUnits),
                    Price(listed, bar.LowUnits),
                    Price(listed, bar.CloseUnits),
                    Number(listed.Scale.Quantity(bar.Lots)),
                    Number(listed.Scale.Amount(bar.TurnoverQuanta)))),
            ],
            cancellation);
    }

    public Task<MarketTicker> GetTickerAsync(MarketId market, CancellationToken cancellation) => ReadAsync(
        market,
        (listed, replica) =>
        {
            long now = (markets.Options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
            Ticker ticker = replica.ReadTicker(now);
            bool isSpot = listed.Definition.Kind == MarketKind.Spot;
            return new MarketTicker
            {
                MarketId = market,
                Phase = ticker.Status.Phase.ToString(),
                LastPrice = PriceOrNull(listed, ticker.LastPriceUnits),
                BestBid = PriceOrNull(listed, ticker.BestBidUnits),
                BestBidQuantity = Number(listed.Scale.Quantity(ticker.BestBidLots)),
                BestAsk = PriceOrNull(listed, ticker.BestAskUnits),
                BestAskQuantity = Number(listed.Scale.Quantity(ticker.BestAskLots)),
                High = PriceOrNull(listed, ticker.HighUnits),
                Low = PriceOrNull(listed, ticker.LowUnits),
                DayAgoPrice = PriceOrNull(listed, ticker.DayAgoUnits),
                Volume = Number(listed.Scale.Quantity(ticker.VolumeLots)),
                Turnover = Number(listed.Scale.Amount(ticker.TurnoverQuanta)),
                IndexPrice = PriceOrNull(listed, ticker.Status.IndexUnits),
                MarkPrice = isSpot ? null : PriceOrNull(listed, ticker.Status.MarkUnits),
                OpenInterest = isSpot ? 0 : Number(listed.Scale.Quantity(ticker.Status.OpenInterestLots)),
            };
        },
        cancellation);

    public Task<Toxicity> GetToxicityAsync(MarketId market, CancellationToken cancellation) => ReadAsync(
        market,
        (listed, replica) =>
        {
            MarketData.Analytics.Toxicity toxicity = replica.ReadToxicity();
            return new Toxicity(
                market,
                toxicity.VpinPpm / Ppm,
                toxicity.Buckets,
                Number(listed.Scale.Quantity(toxicity.BucketLots)),
                Number(listed.Scale.Quantity(toxicity.BoughtLots)),
                Number(listed.Scale.Quantity(toxicity.SoldLots)));
        },
        cancellation);

    public Task<IReadOnlyList<Markout>> GetMarkoutsAsync(MarketId market, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Markout>>(
            market,
            (listed, replica) =>
            [
                .. replica.ReadMarkouts(account).Select(each => new Markout(
                    market,
                    TimeSpan.FromTicks(each.HorizonNs / NanosecondsPerTick),
                    each.IsMaker,
                    each.Fills,
                    Number(listed.Scale.Quantity(each.Lots)),
                    Number(listed.Scale.Amount(each.NotionalQuanta)),
                    Number(listed.Scale.Amount(each.AmountQuanta)),
                    Number(MarketScale.Ratio(each.AmountQuanta, each.NotionalQuanta)))),
            ],
            cancellation);

    public Task<MarketAuction> GetAuctionAsync(MarketId market, CancellationToken cancellation) =>
        ReadAsync(market, (listed, replica) => ToAuction(listed, replica), cancellation);

    public Task<LiveAuction> WatchAuctionAsync(MarketId market, CancellationToken cancellation) => LiveAuction.StartAsync(
        async (live, token) =>
        {
            ListedMarket listed = await markets.GetAsync(market, token);
            using var updates = new UpdateQueue();
            MarketReplica replica = await markets.CurrentAsync(listed, token);
            updates.Subscribe(replica);
            MarketAuction? last = null;
            while (true)
            {
                MarketAuction now = ToAuction(listed, replica);
                if (last is null || last with { Sequence = now.Sequence } != now)
                {
                    live.Set(last = now);
                }

                await updates.ReadAsync(token);
            }
        },
        cancellation);

    private static MarketAuction ToAuction(ListedMarket market, MarketReplica replica)
    {
        AuctionImage auction = replica.ReadAuction();
        return new MarketAuction
        {
            MarketId = ClusterMapping.Id(market),
            Phase = auction.Phase.ToString(),
            IsCalled = auction.IsCalled,
            DueAt = auction.DueNs == 0 ? null : Time(auction.DueNs),
            NextPhase = auction.IsCalled ? auction.After.ToString() : "",
            Indication = ToPrice(market, auction.Indication, auction.IndicatedNs),
            Held = ToPrice(market, auction.Held, auction.HeldNs),
            Rules = replica.Parameters?.Auction is { } rules ? ToRules(rules) : null,
            Sequence = auction.Sequence,
        };
    }

    private static AuctionPrice? ToPrice(ListedMarket market, in Core.Matching.AuctionPrice price, long timeNs) =>
        price.VolumeLots == 0 ? null : new AuctionPrice(
            Price(market, price.PriceUnits),
            Number(market.Scale.Quantity(price.VolumeLots)),
            Number(market.Scale.Quantity(price.SurplusLots)),
            Time(timeNs));

    private static AuctionRules ToRules(AuctionParameters rules) => new(
        TimeSpan.FromTicks(rules.PreOpenNs / NanosecondsPerTick),
        TimeSpan.FromTicks(rules.InterruptionNs / NanosecondsPerTick),
        TimeSpan.FromTicks(rules.ClosingNs / NanosecondsPerTick),
        rules.InterruptionBandPpm / Ppm,
        TimeSpan.FromTicks(rules.BatchWindowNs / NanosecondsPerTick),
        TimeSpan.FromTicks(rules.TakerDelayNs / NanosecondsPerTick));

    private static decimal? PriceOrNull(ListedMarket market, long units) => units == 0 ? null : Price(market, units);

    private static decimal Price(ListedMarket market, long units) => Number(market.Scale.Price(units));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(long ns) => DateTimeOffset.UnixEpoch.AddTicks(ns / NanosecondsPerTick);

    private static long? Nanoseconds(DateTimeOffset? time) => (time - DateTimeOffset.UnixEpoch)?.Ticks * NanosecondsPerTick;

    private Task<T> ReadAsync<T>(MarketId market, Func<ListedMarket, MarketReplica, T> read, CancellationToken cancellation) =>
        repeater.ReadAsync(
            async token =>
            {
                ListedMarket listed = await markets.GetAsync(market, token);
                return read(listed, await markets.CurrentAsync(listed, token));
            },
            cancellation);
}
