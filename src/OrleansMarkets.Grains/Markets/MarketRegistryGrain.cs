using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Markets;

/// <summary>
/// The list of markets. A change is durable first and then driven into its market until that acknowledged it; readers, which interleave,
/// only ever see what is durable. Writers queue behind each other, so a state write never meets another.
/// </summary>
[GrainType("market-registry")]
public sealed class MarketRegistryGrain(
    [PersistentState("markets", StorageNames.State)] IPersistentState<MarketRegistryState> state,
    TimeProvider clock,
    ILogger<MarketRegistryGrain> logger) : ExchangeGrain, IMarketRegistryGrain
{
    /// <summary>Most markets of one venue.</summary>
    public const int MaximumMarkets = 10_000;

    /// <summary>Version of the parameters that a market is listed with.</summary>
    public const long FirstVersion = 1;

    /// <summary>Unacknowledged markets driven in one round.</summary>
    public const int MaximumDrivesPerRound = 64;

    /// <summary>How long a writer waits for its market; after that the rounds go on without it.</summary>
    public static readonly TimeSpan DrivePatience = TimeSpan.FromSeconds(2);

    /// <summary>Pause between two rounds.</summary>
    public static readonly TimeSpan RoundPeriod = TimeSpan.FromSeconds(1);

    private ImmutableSortedDictionary<string, MarketDefinition> _durable =
        ImmutableSortedDictionary.Create<string, MarketDefinition>(StringComparer.Ordinal);

    private IGrainTimer? _rounds;

    /// <inheritdoc/>
    protected override Task ActivateAsync(CancellationToken cancellationToken)
    {
        Publish();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<MarketDefinition?> GetMarket(string symbol) => Task.FromResult(_durable.GetValueOrDefault(symbol));

    /// <inheritdoc/>
    public Task<ImmutableArray<MarketDefinition>> GetMarkets() => Task.FromResult(_durable.Values.ToImmutableArray());

    /// <inheritdoc/>
    public async Task<ResultCode> AddMarket(MarketDefinition definition)
    {
        if (_durable.TryGetValue(definition.Symbol, out MarketDefinition? known))
        {
            return known.IsSameAs(definition) ? ResultCode.Ok : ResultCode.InvalidParameters;
        }

        if (definition.Version != FirstVersion || !IsAcceptable(definition))
        {
            return ResultCode.InvalidParameters;
        }

        if (_durable.Count >= MaximumMarkets)
        {
            return ResultCode.Unavailable;
        }

        await Store(definition);
        await DriveOnce(definition);
        return ResultCode.Ok;
    }

    /// <inheritdoc/>
    public async Task<ResultCode> ChangeParameters(MarketDefinition definition)
    {
        if (!_durable.TryGetValue(definition.Symbol, out MarketDefinition? known))
        {
            return ResultCode.UnknownMarket;
        }

        if (known.IsSameAs(definition))
        {
            return ResultCode.Ok;
        }

        bool isNext = definition.Version == known.Version + 1 && known.ToSpec() == definition.ToSpec();
        if (!isNext || !IsAcceptable(definition))
        {
            return ResultCode.InvalidParameters;
        }

        // The market takes versions one by one: the next is not written before it has this one.
        if (state.State.Unacknowledged.Contains(definition.Symbol))
        {
            return ResultCode.Unavailable;
        }

        await Store(definition);
        await DriveOnce(definition);
        return ResultCode.Ok;
    }

    private bool IsAcceptable(MarketDefinition definition)
    {
        string? fault = ParameterRules.Check(definition.ToSpec(), definition.ToParameters());
        if (fault is not null)
        {
            logger.LogWarning("Market {Symbol} version {Version} refused: {Fault}", definition.Symbol, definition.Version, fault);
        }

        return fault is null;
    }

    private Task Store(MarketDefinition definition) => Write(new MarketRegistryState
    {
        Markets = [.. _durable.SetItem(definition.Symbol, definition).Values],
        Unacknowledged = [.. state.State.Unacknowledged.Append(definition.Symbol).Order(StringComparer.Ordinal)],
    });

    private async Task Write(MarketRegistryState next)
    {
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // Whether it was written is not known: the next activation reads what is true.
            DeactivateOnIdle();
            throw;
        }

        Publish();
    }

    private void Publish()
    {
        _durable = state.State.Markets.ToImmutableSortedDictionary(
            market => market.Symbol, market => market, StringComparer.Ordinal);
        if (state.State.Unacknowledged.Count == 0)
        {
            _rounds?.Dispose();
            _rounds = null;
        }
        else
        {
            _rounds ??= this.RegisterGrainTimer(
                DriveRound, new GrainTimerCreationOptions(RoundPeriod, RoundPeriod) { KeepAlive = true });
        }
    }

    private async Task DriveOnce(MarketDefinition definition)
    {
        if (await TryDrive(definition))
        {
            await Acknowledge([definition.Symbol]);
        }
    }

    private async Task DriveRound()
    {
        string[] waiting = [.. state.State.Unacknowledged.Take(MaximumDrivesPerRound)];
        bool[] done = await Task.WhenAll(waiting.Select(symbol => TryDrive(_durable[symbol])));
        string[] acknowledged = [.. waiting.Where((_, i) => done[i])];
        if (acknowledged.Length > 0)
        {
            await Acknowledge(acknowledged);
        }
    }

    private Task Acknowledge(string[] symbols) => Write(new MarketRegistryState
    {
        Markets = state.State.Markets,
        Unacknowledged = [.. state.State.Unacknowledged.Except(symbols, StringComparer.Ordinal)],
    });

    private async Task<bool> TryDrive(MarketDefinition definition)
    {
        try
        {
            ResultCode code = await Drive(definition).WaitAsync(DrivePatience, clock);
            if (code != ResultCode.Ok)
            {
                logger.LogError("Market {Symbol} refuses version {Version}: {Code}", definition.Symbol, definition.Version, code);
            }

            return code == ResultCode.Ok;
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "Market {Symbol} has not acknowledged version {Version}", definition.Symbol, definition.Version);
            return false;
        }
    }

    private async Task<ResultCode> Drive(MarketDefinition definition)
    {
        if (definition.Funding is not null)
        {
            await GrainFactory.GetGrain<IFundingKeeperGrain>(definition.Symbol).Start();
        }

        ResultCode code = await GrainFactory.GetGrain<IOrderBookGrain>(definition.Symbol).SetParameters(definition);
        if (code == ResultCode.Ok)
        {
            await GrainFactory.GetGrain<IOracleGrain>(definition.OracleFeed).Follow(definition.Symbol);
        }

        return code;
    }
}
