namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What a command of a <see cref="CommandBatch"/> is.</summary>
public enum BatchedKind : byte
{
    /// <summary>A <see cref="SubmitOrder"/>.</summary>
    Order = 1,

    /// <summary>A <see cref="CancelOrder"/>.</summary>
    Cancel = 2,

    /// <summary>An <see cref="AmendOrder"/>.</summary>
    Amend = 3,

    /// <summary>A <see cref="CancelOrders"/>.</summary>
    CancelMany = 4,
}
