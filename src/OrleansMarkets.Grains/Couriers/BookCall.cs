using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>
/// One stamped call of a command, which completes with the reply of the batch it travelled in. Whoever awaits it goes on in the turns of
/// its own activation, wherever the reply came in.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="stamp">The call's stamp.</param>
internal sealed class BookCall(BookCommand command, CallStamp stamp) : TaskCompletionSource<BatchReply>
{
    /// <summary>The command.</summary>
    public BookCommand Command => command;

    /// <summary>The call's stamp.</summary>
    public CallStamp Stamp => stamp;

    /// <summary>Place of its answer in the reply.</summary>
    public int Place { get; set; }

    /// <summary>The answer in a reply that is Ok.</summary>
    public ref readonly CommandAnswer AnswerIn(BatchReply reply) => ref reply.Answers.ItemRef(Place);

    /// <summary>The account's row in a reply that is Ok.</summary>
    public ref readonly RowImage RowIn(BatchReply reply) => ref reply.Rows.ItemRef(AnswerIn(reply).Row);
}
