namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>A group of linked orders of the naive market.</summary>
internal sealed class NaiveGroup
{
    public required int Account { get; init; }

    public required bool HasParent { get; init; }

    public NaiveMarketOrder? Parent { get; set; }

    public long ParentFilled { get; set; }

    public long MemberFilled { get; set; }

    public List<NaiveMarketOrder> Members { get; } = [];

    public bool HasEnded => HasParent && Parent is null;
}
