using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>One operation of a client with everything that was answered to it: the client's side of the history.</summary>
/// <param name="kind">What it is.</param>
/// <param name="account">Who asks.</param>
/// <param name="id">The command id.</param>
internal sealed class Operation(OperationKind kind, long account, CommandKey id)
{
    public OperationKind Kind { get; } = kind;

    public long Account { get; } = account;

    public CommandKey Id { get; } = id;

    /// <summary>The order, if it is one.</summary>
    public PlaceOrder? Order { get; init; }

    /// <summary>The cancel, if it is one.</summary>
    public CancelRequest? Cancel { get; init; }

    /// <summary>The amendment, if it is one.</summary>
    public AmendRequest? Amendment { get; init; }

    /// <summary>The mass cancel, if it is one.</summary>
    public MassCancelRequest? MassCancel { get; init; }

    /// <summary>The scale order that it is a part of, if it is one.</summary>
    public ScaleOrder? Scale { get; init; }

    /// <summary>The movement of money, if it is one.</summary>
    public LedgerCommand? Ledger { get; init; }

    /// <summary>The market, empty for money.</summary>
    public string Symbol =>
        Order?.Symbol ?? Cancel?.Symbol ?? Amendment?.Symbol ?? MassCancel?.Symbol ?? Scale?.Symbol ?? string.Empty;

    /// <summary>Answers to attempts with the operation's own body, in the order of their arrival.</summary>
    public List<Answer> Answers { get; } = [];

    /// <summary>Answers to attempts with the same id and another body.</summary>
    public List<Answer> AnswersToOtherBody { get; } = [];

    /// <summary>Whether a result arrived.</summary>
    public bool IsDecided => Answers.Exists(answer => answer.IsResult);

    public override string ToString() =>
        $"{Kind} {Account}/{Id.High}.{Id.Low} {Order}{Cancel}{Amendment}{MassCancel}{Scale}{Ledger} -> {string.Join("; ", Answers)}";
}
