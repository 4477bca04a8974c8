using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.MarketData.Following;

/// <summary>
/// Follows every market of the registry: asks it again and again for its markets and starts a follower for each new one. Markets are never
/// taken off the registry, so no follower ends before all do.
/// </summary>
/// <param name="grains">Finds the registry and the books.</param>
/// <param name="options">How markets are followed.</param>
/// <param name="clock">Clock of all waits.</param>
/// <param name="loggers">Where failures are told.</param>
public sealed class MarketFollowers(
    IGrainFactory grains, IOptions<MarketFollowerOptions> options, TimeProvider clock, ILoggerFactory loggers)
    : BackgroundService
{
    private readonly MarketFollowerOptions _options = options.Value;
    private readonly ILogger _logger = loggers.CreateLogger<MarketFollowers>();
    private readonly Random _seeds = options.Value.JitterSeed is { } seed ? new Random(seed) : new Random();
    private readonly ConcurrentDictionary<string, MarketFollower> _followers = new(StringComparer.Ordinal);
    private ImmutableArray<MarketDefinition> _markets = [];

    /// <summary>The markets as the registry told them last, by symbol; empty before its first answer.</summary>
    public ImmutableArray<MarketDefinition> Markets
    {
        get
        {
            lock (_followers)
            {
                return _markets;
            }
        }
    }

    /// <summary>The followers of all markets found so far.</summary>
    public IReadOnlyCollection<MarketFollower> All => (IReadOnlyCollection<MarketFollower>)_followers.Values;

    /// <summary>Finds the follower of a market.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="follower">Its follower.</param>
    public bool TryGet(string symbol, [MaybeNullWhen(false)] out MarketFollower follower) =>
        _followers.TryGetValue(symbol, out follower);

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (MarketFollower follower in _followers.Values)
        {
            follower.Dispose();
        }

        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the host does not wait for the first answers.
        await Task.Yield();
        var pauses = new JitteredPauses(_options.FirstPause, _options.LongestPause, new Random(_seeds.Next()));
        try
        {
            for (int failures = 0; !stoppingToken.IsCancellationRequested;)
            {
                bool answered = await LookAsync();
                failures = answered ? 0 : failures + 1;
                await Task.Delay(answered ? _options.RegistryPeriod : pauses.After(failures), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }

        foreach (MarketFollower follower in _followers.Values)
        {
            follower.Stop();
        }
    }

    private async Task<bool> LookAsync()
    {
        try
        {
            ImmutableArray<MarketDefinition> markets = await grains.GetGrain<IMarketRegistryGrain>(0).GetMarkets();
            lock (_followers)
            {
                _markets = markets;
            }

            foreach (MarketDefinition market in markets)
            {
                Follow(market.Symbol);
            }

            return true;
        }
        catch (Exception fault)
        {
            _logger.LogDebug(fault, "The registry did not answer");
            return false;
        }
    }

    private void Follow(string symbol)
    {
        if (_followers.ContainsKey(symbol))
        {
            return;
        }

        if (_followers.Count >= _options.MaximumMarkets)
        {
            _logger.LogError("{Symbol} is not followed: {Count} markets are, the limit", symbol, _followers.Count);
            return;
        }

        var follower = new MarketFollower(
            symbol,
            grains.GetGrain<IOrderBookGrain>(symbol),
            _options,
            clock,
            new Random(_seeds.Next()),
            loggers.CreateLogger<MarketFollower>());
        if (_followers.TryAdd(symbol, follower))
        {
            follower.Start();
        }
    }
}
