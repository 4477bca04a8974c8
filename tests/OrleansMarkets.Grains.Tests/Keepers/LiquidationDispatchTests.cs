using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Keepers;

public sealed class LiquidationDispatchTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private readonly KeeperMetrics _metrics = new();
    private readonly KeeperOptions _options = new() { MaximumCallsInFlight = 2, MaximumCallsPerScan = 3 };
    private readonly List<long> _called = [];
    private readonly Dictionary<long, TaskCompletionSource<LiquidateResult>> _answers = [];
    private readonly LiquidationAttempts _attempts;
    private readonly LiquidationDispatch _dispatch;

    public LiquidationDispatchTests()
    {
        _attempts = new LiquidationAttempts(_clock, Pause);
        _dispatch = new LiquidationDispatch(Call, _attempts, _options, _metrics);
    }

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Calls_in_order_within_both_limits()
    {
        _dispatch.Run([(1, 40), (2, 30), (3, 20), (4, 10)]);
        Assert.Equal([1L, 2L], _called);

        Answer(1, Step(LiquidationStage.Recovered, closed: 1));
        Answer(2, Step(LiquidationStage.Recovered, closed: 1));
        Assert.Equal([1L, 2L, 3L], _called);
    }

    [Fact]
    public void An_episode_that_makes_progress_goes_on_at_once()
    {
        _dispatch.Run([(1, 40)]);
        Answer(1, Step(LiquidationStage.Closing, closed: 5));
        Assert.Equal([1L, 1L], _called);
        Assert.Equal([1L], _attempts.OpenEpisodes);

        Answer(1, Step(LiquidationStage.Closed, closed: 5));
        Assert.Empty(_attempts.OpenEpisodes);
    }

    [Fact]
    public void A_refused_account_is_left_alone_until_the_pause_is_over_or_it_is_worse()
    {
        _dispatch.Run([(1, 40)]);
        Answer(1, new LiquidateResult(ResultCode.NotLiquidatable, 0, LiquidationStage.None, 0, 0, 0, 0));

        Assert.False(_attempts.MayCall(1, 40));
        Assert.True(_attempts.MayCall(1, 41));
        _clock.Advance(Pause);
        Assert.True(_attempts.MayCall(1, 40));
    }

    [Fact]
    public void Pauses_grow_with_failures_and_no_worsening_shortens_them()
    {
        for (int failures = 1; failures <= 3; failures++)
        {
            _dispatch.Run([(1, 40)]);
            Fail(1);
            TimeSpan pause = Pause * (1 << (failures - 1));
            _clock.Advance(pause - TimeSpan.FromMilliseconds(1));
            Assert.False(_attempts.MayCall(1, 1_000));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(_attempts.MayCall(1, 1_000));
        }
    }

    [Fact]
    public void An_account_is_never_called_twice_at_once()
    {
        _dispatch.Run([(1, 40)]);
        _dispatch.Run([(1, 50)]);
        Assert.Equal([1L], _called);
    }

    [Fact]
    public void Healthy_accounts_without_an_episode_are_forgotten()
    {
        _dispatch.Run([(1, 40), (2, 30)]);
        Answer(1, Step(LiquidationStage.Recovered, closed: 1));
        Answer(2, Step(LiquidationStage.Insured, closed: 0));
        _attempts.Forget(_ => false);
        Assert.Equal([2L], _attempts.OpenEpisodes);
        Assert.Equal(1, _attempts.Count);
    }

    private static LiquidateResult Step(LiquidationStage stage, long closed) => new(ResultCode.Ok, 1, stage, closed, 0, 0, 0);

    private Task<LiquidateResult> Call(long account)
    {
        _called.Add(account);
        _answers[account] = new TaskCompletionSource<LiquidateResult>();
        return _answers[account].Task;
    }

    private void Answer(long account, LiquidateResult result) => _answers[account].SetResult(result);

    private void Fail(long account) => _answers[account].SetException(new TimeoutException());
}
