using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Grains.CrossMargin;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>
/// A command on its way to a book until it has a result: made once, stamped anew for each call, of which at most one is under
/// way. Its task completes in a turn of its account.
/// </summary>
/// <param name="answers">Where the account takes its answers.</param>
/// <param name="stake">The account's stake in the market.</param>
internal abstract class BookCommand(AnswerBox answers, MarketStake stake) : TaskCompletionSource<PlaceResult>
{
    private BatchReply? _reply;
    private BatchTally? _tally;
    private int _tallyPlace;

    /// <summary>What it is.</summary>
    public abstract BatchedKind Kind { get; }

    /// <summary>The command's id.</summary>
    public abstract CommandKey Id { get; }

    /// <summary>Executed before this Unix time in nanoseconds or not at all.</summary>
    public abstract long DeadlineNs { get; }

    /// <summary>The account's stake in the market.</summary>
    public MarketStake Stake => stake;

    /// <summary>Stamp of the present call.</summary>
    public CallStamp Stamp { get; private set; }

    /// <summary>Calls made so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Commands behind it that must travel in the same batch.</summary>
    public int Following { get; set; }

    /// <summary>Place of its answer in the reply of the batch that it travels in.</summary>
    public int Place { get; set; }

    /// <summary>The next in the list of answered commands that it is in.</summary>
    public BookCommand? NextAnswered { get; set; }

    /// <summary>The reply of the present call's batch; null if the call was lost.</summary>
    public BatchReply? Reply => _reply;

    /// <summary>Begins a call: stamps it and reserves what it may come to.</summary>
    public void BeginCall()
    {
        Attempts++;
        _reply = null;
        Stamp = TakeStamp(stake.Calls);
    }

    /// <summary>Ends the present call, from whatever thread: the account goes on with it in a turn of its own.</summary>
    /// <param name="reply">The reply of its batch; null if the call was lost.</param>
    public void EndCall(BatchReply? reply)
    {
        _reply = reply;
        Following = 0;
        answers.Post(this);
    }

    /// <summary>The answer of the account's batch that it came in counts on its result.</summary>
    /// <param name="tally">The answer.</param>
    /// <param name="place">The command's place in the batch.</param>
    public void TellTo(BatchTally tally, int place)
    {
        _tally = tally;
        _tallyPlace = place;
    }

    /// <summary>Says its result, in a turn of the account.</summary>
    /// <param name="result">The result.</param>
    public void Finish(in PlaceResult result)
    {
        SetResult(result);
        _tally?.Take(_tallyPlace, result);
    }

    /// <summary>The answer in a reply that is Ok.</summary>
    public ref readonly CommandAnswer AnswerIn(BatchReply reply) => ref reply.Answers.ItemRef(Place);

    /// <summary>The account's row in a reply that is Ok.</summary>
    public ref readonly RowImage RowIn(BatchReply reply) => ref reply.Rows.ItemRef(AnswerIn(reply).Row);

    /// <summary>Takes a stamp, and reserves for what would open risk.</summary>
    protected abstract CallStamp TakeStamp(CallLedger calls);
}
