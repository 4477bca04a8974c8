using Microsoft.Extensions.Options;
using Orleans;
using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>
/// The prices of all markets for the grains of one silo; register it as a singleton. Nothing polls: a reader that finds the prices older
/// than it wants asks the boards, and all readers of the silo share that question. If the boards do not answer, the prices stay and age.
/// </summary>
public sealed class MarketPriceCache
{
    /// <summary>Prices asked for less than this ago are used as they are.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a reader waits for the boards before it goes on with the prices that there are.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SharedSnapshot<PriceView, PriceAnswer> _shared;
    private readonly int _boards;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="clock">The silo's clock.</param>
    /// <param name="options">The boards.</param>
    public MarketPriceCache(TimeProvider clock, IOptions<PriceBoardOptions> options)
    {
        _shared = new SharedSnapshot<PriceView, PriceAnswer>(
            PriceView.Empty(clock), static (view, answer) => view.With(answer), clock, Patience);
        _boards = Math.Max(1, options.Value.BoardCount);
    }

    /// <summary>The prices as they are, without asking.</summary>
    public PriceView Present => _shared.Value;

    /// <summary>The prices, if they were asked for at most <see cref="FreshFor"/> ago.</summary>
    /// <param name="view">The prices as they are.</param>
    public bool TryGetRecent(out PriceView view)
    {
        view = _shared.Value;
        return _shared.WasAskedWithin(FreshFor);
    }

    /// <summary>The prices, asked for at most <see cref="FreshFor"/> ago if the boards answer.</summary>
    /// <param name="grains">The caller's grain factory.</param>
    public ValueTask<PriceView> GetAsync(IGrainFactory grains) => GetAsync(grains, FreshFor);

    /// <summary>The prices, asked for at most so long ago if the boards answer; never fails.</summary>
    /// <param name="grains">The caller's grain factory.</param>
    /// <param name="maxAge">Longest time since the prices were asked for.</param>
    public ValueTask<PriceView> GetAsync(IGrainFactory grains, TimeSpan maxAge) =>
        _shared.WasAskedWithin(maxAge) ? new ValueTask<PriceView>(_shared.Value) : new ValueTask<PriceView>(RefreshAsync(grains));

    private async Task<PriceView> RefreshAsync(IGrainFactory grains)
    {
        await _shared.RefreshAsync(leftAt => AskAsync(grains, leftAt));
        return _shared.Value;
    }

    private async Task<PriceAnswer> AskAsync(IGrainFactory grains, long leftAt)
    {
        Task<PricePage?>[] questions = new Task<PricePage?>[_boards];
        for (int board = 0; board < _boards; board++)
        {
            questions[board] = TryReadAsync(grains.GetGrain<IPriceBoardGrain>(board));
        }

        PricePage?[] pages = await Task.WhenAll(questions);
        List<MarketPrice> prices = [];
        foreach (PricePage? page in pages)
        {
            if (page is { } known)
            {
                prices.AddRange(known.Prices);
            }
        }

        return new PriceAnswer(leftAt, prices);
    }

    private static async Task<PricePage?> TryReadAsync(IPriceBoardGrain board)
    {
        try
        {
            return await board.Read();
        }
        catch (Exception)
        {
            // The other boards' answers still count; this one's markets age.
            return null;
        }
    }
}
