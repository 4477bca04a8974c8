using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Oracles;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.Storage;
using CorePublisherPrice = OrleansMarkets.Core.Oracles.PublisherPrice;
using PublisherPrice = OrleansMarkets.Contracts.Oracles.PublisherPrice;

namespace OrleansMarkets.Grains.Oracles;

/// <summary>
/// One feed: takes its publishers' votes and sends the aggregate to the books of its markets. Every book has its own sender, so a slow one
/// delays neither the publishers nor the other books; it gets the newest aggregate when it is back.
/// </summary>
[Reentrant, GrainType("oracle")]
public sealed class OracleGrain(
    [PersistentState("oracle", StorageNames.State)] IPersistentState<OracleCheckpoint> checkpoint,
    MarketCatalog catalog,
    BackgroundCalls background,
    TimeProvider clock,
    IOptions<OracleOptions> options,
    ILogger<OracleGrain> logger) : ExchangeGrain, IOracleGrain
{
    /// <summary>Shortest time between two checkpoints.</summary>
    public static readonly TimeSpan CheckpointPeriod = TimeSpan.FromSeconds(10);

    /// <summary>Longest time until a restarted feed looks for its markets again; a new market is told to it.</summary>
    public static readonly TimeSpan MarketListAge = TimeSpan.FromSeconds(1);

    private readonly OracleAggregator _aggregator = options.Value.CreateAggregator();
    private readonly SortedDictionary<string, ConflatedSender<IndexUpdate>> _books = new(StringComparer.Ordinal);
    private IndexUpdate? _latest;
    private bool _isFollowing;
    private bool _isDirty;
    private Task _writing = Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task ActivateAsync(CancellationToken cancellationToken)
    {
        Restore();
        this.RegisterGrainTimer(Checkpoint, new GrainTimerCreationOptions(CheckpointPeriod, CheckpointPeriod));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (ConflatedSender<IndexUpdate> book in _books.Values)
        {
            book.Stop();
        }

        await _writing;
        await Checkpoint();
    }

    /// <inheritdoc/>
    public Task<ResultCode> Publish(PublisherPrice price)
    {
        CorePublisherPrice vote = new(price.Publisher, price.Sequence, price.PriceE8, price.ConfidenceE8, price.PublishedNs);
        long nowNs = clock.NowNs();
        OracleUpdate update = _aggregator.Submit(vote, nowNs);
        if (update != OracleUpdate.Accepted)
        {
            return Task.FromResult(update == OracleUpdate.OutOfOrder ? ResultCode.Superseded : ResultCode.InvalidRequest);
        }

        _isDirty = true;
        Spread(_aggregator.Aggregate(nowNs), nowNs);
        return Task.FromResult(ResultCode.Ok);
    }

    /// <inheritdoc/>
    public Task Follow(string symbol)
    {
        if (!_books.ContainsKey(symbol))
        {
            IOrderBookGrain book = GrainFactory.GetGrain<IOrderBookGrain>(symbol);
            ConflatedSender<IndexUpdate> sender = new(book.UpdateIndex, background, clock, RetryDelays.Default);
            _books.Add(symbol, sender);
            if (_latest is { } latest)
            {
                sender.Offer(latest);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<OraclePrice> GetPrice()
    {
        long nowNs = clock.NowNs();
        OracleResult result = _aggregator.Aggregate(nowNs);
        return Task.FromResult(new OraclePrice(
            result.PriceE8, result.ConfidenceE8, nowNs - result.OldestAgeNs, MayDecide(result), result.Publishers));
    }

    // One flag leaves the book: a price that is too uncertain or too far from its average decides nothing, as one without quorum.
    private static bool MayDecide(in OracleResult result) => result.Validity == OracleValidity.Valid;

    private void Spread(in OracleResult result, long nowNs)
    {
        if (result.Validity == OracleValidity.InsufficientData)
        {
            // There is no price to send: the books' last index ages until it is stale.
            return;
        }

        IndexUpdate update = new(result.PriceE8, result.ConfidenceE8, nowNs - result.OldestAgeNs, MayDecide(result));
        _latest = update;
        foreach (ConflatedSender<IndexUpdate> book in _books.Values)
        {
            book.Offer(update);
        }

        if (!_isFollowing)
        {
            _isFollowing = true;
            _ = FollowMarkets();
        }
    }

    private async Task FollowMarkets()
    {
        string feed = this.GetPrimaryKeyString();
        try
        {
            foreach ((string symbol, CatalogMarket market) in await catalog.GetAllAsync(GrainFactory, MarketListAge))
            {
                if (market.Spec.OracleFeed == feed)
                {
                    await Follow(symbol);
                }
            }
        }
        catch (Exception fault)
        {
            // The next vote asks again.
            logger.LogWarning(fault, "Feed {Feed} could not ask for its markets", feed);
        }
        finally
        {
            _isFollowing = false;
        }
    }

    private void Restore()
    {
        if (!checkpoint.RecordExists)
        {
            return;
        }

        try
        {
            _aggregator.ReadSnapshot(checkpoint.State.Snapshot);
        }
        catch (CorruptRecordException fault)
        {
            // Fresh votes replace all of it: the feed has no price until enough of them are in.
            logger.LogError(fault, "The checkpoint of feed {Feed} cannot be read", this.GetPrimaryKeyString());
        }
    }

    private Task Checkpoint()
    {
        if (_isDirty && _writing.IsCompleted)
        {
            _writing = WriteCheckpoint();
        }

        return _writing;
    }

    private async Task WriteCheckpoint()
    {
        _isDirty = false;
        RecordWriter snapshot = new();
        _aggregator.WriteSnapshot(snapshot);
        checkpoint.State.Snapshot = snapshot.Written.ToArray();
        try
        {
            await checkpoint.WriteStateAsync();
        }
        catch (Exception fault)
        {
            // Soft state: the next checkpoint writes everything again, on what is stored by then.
            logger.LogWarning(fault, "The checkpoint of feed {Feed} was not written", this.GetPrimaryKeyString());
            _isDirty = true;
            DeactivateOnIdle();
        }
    }
}
