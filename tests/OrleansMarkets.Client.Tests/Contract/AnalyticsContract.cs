namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>What a market's flow tells, whichever way a client reaches the exchange.</summary>
public abstract class AnalyticsContract(IVenue venue) : IAsyncLifetime
{
    private static readonly MarketId Perpetual = "BTCUSDT";
    private static readonly MarketId Spot = MarketId.Spot("BTCUSDT");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _patience = new(Patience);

    private CancellationToken Soon => _patience.Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _patience.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Candles_and_toxicity_are_those_of_the_trades()
    {
        (IMarketsClient maker, _) = await venue.TraderAsync(100_000);
        (IMarketsClient taker, _) = await venue.TraderAsync(100_000);
        await TradeAsync(maker, taker, 60_000m, 0.001m);
        Candle before = await MonthAsync(taker);
        decimal bought = (await taker.GetToxicityAsync(Perpetual, Soon)).Bought;
        await TradeAsync(maker, taker, 60_100m, 0.003m);
        await TradeAsync(maker, taker, 60_050m, 0.002m);
        Candle after = await MonthAsync(taker);
        Assert.Equal(
            (60_050m, 0.005m, (60_100m * 0.003m) + (60_050m * 0.002m)),
            (after.Close, after.Volume - before.Volume, after.Turnover - before.Turnover));
        Assert.InRange(after.High, 60_100m, decimal.MaxValue);
        Assert.InRange(after.Low, 0, 60_000m);
        Assert.Equal((1, TimeSpan.Zero), (after.Start.UtcDateTime.Day, after.Start.UtcDateTime.TimeOfDay));
        var marks = await taker.GetCandlesAsync(
            Perpetual, new CandleRequest(CandleInterval.OneMinute) { Source = CandleSource.Mark, From = after.Start }, Soon);
        Assert.All(marks, bar => Assert.Equal((0m, 0m), (bar.Volume, bar.Turnover)));
        Assert.NotEmpty(marks);

        Toxicity toxicity = await taker.GetToxicityAsync(Perpetual, Soon);
        Assert.Equal((Perpetual, 0, 0.005m, null), (toxicity.MarketId, toxicity.Buckets, toxicity.Bought - bought, toxicity.Vpin));
        Assert.InRange(toxicity.BucketSize, 0.005m, decimal.MaxValue);

        MarketTicker ticker = await taker.GetTickerAsync(Perpetual, Soon);
        Assert.Equal((Perpetual, "Open", 60_050m), (ticker.MarketId, ticker.Phase, ticker.LastPrice));
        Assert.InRange(ticker.High!.Value, 60_100m, decimal.MaxValue);
        Assert.InRange(ticker.Volume, 0.006m, decimal.MaxValue);
        Assert.True(ticker is { MarkPrice: > 0, IndexPrice: > 0, OpenInterest: > 0 });
        MarketTicker spot = await taker.GetTickerAsync(Spot, Soon);
        Assert.Equal((Spot, null, 0m), (spot.MarketId, spot.MarkPrice, spot.OpenInterest));
        await Assert.ThrowsAsync<RequestRejectedException>(() => taker.GetTickerAsync(MarketId.Linear("NONE"), Soon));

        var markouts = await taker.GetMarkoutsAsync(Perpetual, Soon);
        Assert.All(markouts, each => Assert.Equal(Perpetual, each.MarketId));
        var request = new CandleRequest(CandleInterval.OneDay) { Source = CandleSource.Index };
        await Assert.ThrowsAsync<ArgumentException>(() => taker.GetCandlesAsync(Spot, request, Soon));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => taker.GetCandlesAsync(Perpetual, request with { Count = 0 }, Soon));
    }

    [Fact]
    public async Task Markouts_of_fills_come_when_their_time_has_passed()
    {
        (IMarketsClient maker, _) = await venue.TraderAsync(100_000);
        (IMarketsClient taker, _) = await venue.TraderAsync(100_000);
        await TradeAsync(maker, taker, 60_200m, 0.004m);
        Markout first;
        do
        {
            // Every step of the market measures what is due.
            await taker.PlaceAsync(
                OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, 56_000m) with { TimeInForce = TimeInForce.ImmediateOrCancel }, Soon);
            var markouts = await taker.GetMarkoutsAsync(Perpetual, Soon);
            first = markouts.Single(each => !each.IsMaker && each.Horizon == TimeSpan.FromSeconds(1));
        }
        while (first.Fills == 0);

        Assert.Equal((1L, 0.004m, 240.8m), (first.Fills, first.Quantity, first.Value));
        Assert.Equal(Math.Sign(first.Rate), Math.Sign(first.Amount));
    }

    [Fact]
    public async Task An_auction_is_followed_from_its_call_to_its_price()
    {
        (IMarketsClient seller, _) = await venue.TraderAsync(100_000);
        (IMarketsClient buyer, _) = await venue.TraderAsync(100_000);
        await using LiveAuction live = await buyer.WatchAuctionAsync(Perpetual, Soon);
        Assert.Equal(("Open", false), (live.Current.Phase, live.Current.IsCalled));
        MarketState state = await venue.Operator.SetPhaseAsync(Perpetual, TradingPhase.PreOpen, "a test", Soon);
        Assert.Equal((Perpetual, "PreOpen"), (state.MarketId, state.Phase));
        await seller.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.05m, 59_900m), Soon);
        await buyer.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.02m, 60_100m), Soon);
        MarketAuction indicated = await UntilAsync(live, auction => auction.Indication is not null);
        Assert.Equal(
            (true, null, "Open", 59_900m, 0.02m, -0.03m),
            (indicated.IsCalled, indicated.DueAt, indicated.NextPhase, indicated.Indication!.Price, indicated.Indication.Quantity,
                indicated.Indication.Imbalance));

        await venue.Operator.SetPhaseAsync(Perpetual, TradingPhase.Open, "a test", Soon);
        await UntilAsync(live, auction => auction is { Phase: "Open", Held: not null });
        MarketAuction held = await buyer.GetAuctionAsync(Perpetual, Soon);
        Assert.Equal((59_900m, 0.02m), (held.Held!.Price, held.Held.Quantity));
        Assert.Null(held.Indication);
        await seller.CancelAllAsync(Perpetual, Soon);
    }

    private async Task<Candle> MonthAsync(IMarketsClient client) =>
        Assert.Single(await client.GetCandlesAsync(Perpetual, new CandleRequest(CandleInterval.OneMonth) { Count = 1 }, Soon));

    // Public data come after the commit, some time later: a trade is over when they have it.
    private async Task TradeAsync(IMarketsClient maker, IMarketsClient taker, decimal price, decimal quantity)
    {
        decimal before = await VolumeAsync(taker);
        await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, quantity, price), Soon);
        await taker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, quantity, price), Soon);
        while (await VolumeAsync(taker) < before + quantity)
        {
            await Task.Yield();
        }
    }

    private async Task<decimal> VolumeAsync(IMarketsClient client) => (await client.GetTickerAsync(Perpetual, Soon)).Volume;

    private async Task<MarketAuction> UntilAsync(LiveAuction live, Predicate<MarketAuction> isIt)
    {
        await foreach (MarketAuction auction in live.WithCancellation(Soon))
        {
            if (isIt(auction))
            {
                return auction;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
