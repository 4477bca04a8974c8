using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Grains.Couriers;

namespace OrleansMarkets.Grains.Tests.Couriers;

public sealed class AnswerBoxTests
{
    private const int Posters = 4;
    private const int Answers = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_answer_is_taken_once_one_at_a_time_and_in_the_order_in_which_it_came()
    {
        var box = new AnswerBox();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<CommandKey> taken = [];
        int inside = 0;
        _ = box.Serve(answered =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            taken.Add(answered.Id);
            if (taken.Count == Posters * Answers)
            {
                all.SetResult();
            }

            Interlocked.Decrement(ref inside);
        });
        await Task.WhenAll(Enumerable.Range(0, Posters).Select(poster => Task.Run(() => Post(box, (ulong)poster))));
        await all.Task.WaitAsync(Patience);
        for (ulong poster = 0; poster < Posters; poster++)
        {
            Assert.Equal(Enumerable.Range(0, Answers).Select(number => (ulong)number), Numbers(taken, poster));
        }
    }

    private static IEnumerable<ulong> Numbers(List<CommandKey> taken, ulong poster) =>
        taken.Where(id => id.High == poster).Select(id => id.Low);

    private static void Post(AnswerBox box, ulong poster)
    {
        for (int number = 0; number < Answers; number++)
        {
            var cancel = default(CancelOrder) with { Id = new CommandKey(poster, (ulong)number) };
            new BookCancel(box, stake: null!, cancel).EndCall(reply: null);
        }
    }
}
