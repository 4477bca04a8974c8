using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Tests.Markets;

public sealed class SharedSnapshotTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private readonly SharedSnapshot<string, string> _shared;

    public SharedSnapshotTests() => _shared = new SharedSnapshot<string, string>("", static (old, part) => old + part, _clock, Patience);

    [Fact]
    public async Task Readers_share_one_question()
    {
        TaskCompletionSource<string> answer = new();
        int asked = 0;
        Task<string> Ask(long leftAt)
        {
            asked++;
            return answer.Task;
        }

        Task<(bool Answered, bool IsOwn)> first = _shared.RefreshAsync(Ask);
        Task<(bool Answered, bool IsOwn)> second = _shared.RefreshAsync(Ask);
        answer.SetResult("a");

        Assert.Equal((true, true), await first);
        Assert.Equal((true, false), await second);
        Assert.Equal((1, "a"), (asked, _shared.Value));
    }

    [Fact]
    public async Task A_failure_leaves_the_value_and_is_not_repeated_at_once()
    {
        await _shared.RefreshAsync(_ => Task.FromResult("a"));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (bool answered, bool _) = await _shared.RefreshAsync(_ => Task.FromException<string>(new InvalidOperationException()));

        Assert.False(answered);
        Assert.Equal("a", _shared.Value);
        Assert.True(_shared.WasAskedWithin(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task A_question_without_answer_is_given_up_and_replaced()
    {
        TaskCompletionSource<string> never = new();
        Task<(bool Answered, bool IsOwn)> waiting = _shared.RefreshAsync(_ => never.Task);
        _clock.Advance(Patience);
        Assert.Equal((false, true), await waiting);

        Assert.Equal((true, true), await _shared.RefreshAsync(_ => Task.FromResult("b")));
        never.SetResult("late");
        Assert.Equal("blate", _shared.Value);
    }

    [Fact]
    public async Task Freshness_counts_from_when_the_question_left()
    {
        TaskCompletionSource<string> answer = new();
        Task<(bool Answered, bool IsOwn)> waiting = _shared.RefreshAsync(_ => answer.Task);
        _clock.Advance(TimeSpan.FromMilliseconds(80));
        answer.SetResult("a");
        await waiting;

        Assert.True(_shared.WasAskedWithin(TimeSpan.FromMilliseconds(100)));
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        Assert.False(_shared.WasAskedWithin(TimeSpan.FromMilliseconds(100)));
    }
}
