using Microsoft.Extensions.Logging.Abstractions;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.MarketData.Tests.Replicas;

namespace OrleansMarkets.MarketData.Tests.Following;

/// <summary>A follower over a book that fails as told.</summary>
public sealed class MarketFollowerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestMarket _market = new();
    private readonly ScriptedBook _book;
    private readonly MarketFollower _follower;

    public MarketFollowerTests()
    {
        _book = new ScriptedBook(_market);
        var options = new MarketFollowerOptions
        {
            FirstPause = TimeSpan.FromMilliseconds(1),
            LongestPause = TimeSpan.FromMilliseconds(4),
            StaleAfter = Patience,
        };
        _follower = new MarketFollower(
            _market.Spec.Symbol, _book.ReadAsync, options, TimeProvider.System, new Random(1), NullLogger.Instance);
    }

    public void Dispose() => _follower.Dispose();

    [Fact]
    public async Task It_catches_up_and_goes_on_with_every_commit()
    {
        Assert.False(_follower.IsCurrent);
        Assert.Null(_follower.SinceSuccess);
        _follower.Start();
        _follower.Start();
        Assert.True(await _follower.WaitForAsync(_market.Engine.Sequence, Patience));
        Assert.True(_follower.IsCurrent);
        for (int order = 0; order < 20; order++)
        {
            _book.Change(() => _market.Place(1, Side.Buy, 900 + order, 1));
            Assert.True(await _follower.WaitForAsync(_market.Engine.Sequence, Patience));
            EngineTwin.AssertSame(_market.Engine, _follower.Replica, [1]);
        }

        Assert.Equal((_market.Engine.Sequence, 1L), (_follower.DurableSequence, _follower.MarketEpoch));
        Assert.NotNull(_follower.SinceSuccess);
    }

    [Fact]
    public async Task Failures_and_refusals_pause_it_and_nothing_more()
    {
        _book.Next(() => throw new TimeoutException());
        _book.Next(() => throw new InvalidOperationException("The book is moving."));
        _book.Next(() => _book.Empty(ResultCode.UnknownMarket, 0, 0));
        _book.Next(() => _book.Empty(ResultCode.Unavailable, 0, 0));
        _book.Next(() => _book.Empty(ResultCode.Ok, 0, 0));
        _follower.Start();
        Assert.True(await _follower.WaitForAsync(_market.Engine.Sequence, Patience));
        Assert.Null(_follower.Failure);
        EngineTwin.AssertSame(_market.Engine, _follower.Replica, [1]);
    }

    [Fact]
    public async Task A_new_epoch_is_noticed_and_an_old_one_does_not_know_the_head()
    {
        _follower.Start();
        Assert.True(await _follower.WaitForAsync(_market.Engine.Sequence, Patience));
        long head = _market.Engine.Sequence;
        _book.Epoch = 2;
        _book.Change(() => _market.Place(1, Side.Buy, 900, 1));
        Assert.True(await _follower.WaitForAsync(head + 1, Patience));
        Assert.Equal(2, _follower.MarketEpoch);
        _book.Next(() => _book.Empty(ResultCode.Ok, head + 1, 1) with { MarketEpoch = 1 });
        _book.Change(() => _market.Place(1, Side.Buy, 901, 1));
        Assert.True(await _follower.WaitForAsync(head + 2, Patience));
        Assert.Equal((2L, head + 2), (_follower.MarketEpoch, _follower.DurableSequence));
        Assert.True(_follower.IsCurrent);
    }

    [Fact]
    public async Task A_log_that_ends_before_what_is_folded_ends_the_follower()
    {
        _follower.Start();
        Assert.True(await _follower.WaitForAsync(_market.Engine.Sequence, Patience));
        long head = _market.Engine.Sequence;
        _book.Next(() => _book.Empty(ResultCode.Ok, head, head - 1) with { MarketEpoch = 2 });
        await EndsAsync();
        Assert.IsType<CorruptRecordException>(_follower.Failure);
        Assert.False(_follower.IsCurrent);
    }

    [Fact]
    public async Task A_gap_ends_the_follower()
    {
        _market.Place(1, Side.Buy, 900, 1);
        _book.Next(() => Pages.Of(2, Pages.Whole(_market)[1..]));
        _follower.Start();
        await EndsAsync();
        Assert.IsType<CorruptRecordException>(_follower.Failure);
        Assert.Equal(0, _follower.AppliedSequence);
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_or_its_caller()
    {
        Assert.False(await _follower.WaitForAsync(1, TimeSpan.Zero));
        Assert.False(await _follower.WaitForAsync(1, TimeSpan.FromMilliseconds(1)));
        using var caller = new CancellationTokenSource();
        Task<bool> waiting = _follower.WaitForAsync(1, Patience, caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Task<bool>[] many = [.. Enumerable.Range(1, 2).Select(sequence => _follower.WaitForAsync(sequence, Patience))];
        _follower.Start();
        Assert.All(await Task.WhenAll(many), Assert.True);
        Assert.True(await _follower.WaitForAsync(1, TimeSpan.Zero));
    }

    [Fact]
    public async Task Once_stopped_it_folds_nothing_more()
    {
        _follower.Start();
        Assert.True(await _follower.WaitForAsync(_market.Engine.Sequence, Patience));
        _follower.Stop();
        long head = _market.Engine.Sequence;
        _book.Change(() => _market.Place(1, Side.Buy, 900, 1));
        Assert.False(await _follower.WaitForAsync(head + 1, TimeSpan.FromMilliseconds(20)));
        Assert.Equal(head, _follower.AppliedSequence);
        Assert.Null(_follower.Failure);
    }

    private Task EndsAsync() => Grains.Tests.Markets.MarketCluster.Until(
        () => Task.FromResult(_follower.Failure), failure => failure is not null);
}
