using System.Runtime.InteropServices;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// The answer of a batch, counted together in turns of the account: it is said when every command has its result. There is one task for all
/// of them.
/// </summary>
/// <param name="count">Commands of the batch.</param>
/// <param name="since">Timestamp at which it came.</param>
/// <param name="answered">Called once, before the answer is said.</param>
internal sealed class BatchTally(int count, long since, Action<BatchTally> answered) : TaskCompletionSource<OrderBatchResult>
{
    private readonly PlaceResult[] _results = NotYet(count);
    private int _open = count;

    /// <summary>Timestamp at which the batch came.</summary>
    public long Since => since;

    /// <summary>Takes the result of a command.</summary>
    /// <param name="place">The command's place in the batch.</param>
    /// <param name="result">Its result; counts once.</param>
    public void Take(int place, in PlaceResult result)
    {
        // What was said is said: a result that comes later is the answer to whoever asks again.
        if (Task.IsCompleted)
        {
            return;
        }

        _results[place] = result;
        _open--;
        if (_open == 0)
        {
            Answer();
        }
    }

    /// <summary>Takes the result of a command that goes its own way, when it is there.</summary>
    /// <param name="place">The command's place in the batch.</param>
    /// <param name="result">Its result; if it fails the outcome is not known.</param>
    public async Task TakeLater(int place, Task<PlaceResult> result)
    {
        PlaceResult known;
        try
        {
            known = await result;
        }
        catch (Exception)
        {
            known = PlaceResults.Unknown;
        }

        Take(place, known);
    }

    /// <summary>Says what is known; what is not remains Unknown.</summary>
    public void Answer()
    {
        answered(this);
        SetResult(new OrderBatchResult(ResultCode.Ok, ImmutableCollectionsMarshal.AsImmutableArray(_results)));
    }

    private static PlaceResult[] NotYet(int count)
    {
        var results = new PlaceResult[count];
        Array.Fill(results, PlaceResults.Unknown);
        return results;
    }
}
