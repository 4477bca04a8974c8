using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>What one call to liquidate did, for its answer.</summary>
/// <param name="episode">The episode.</param>
internal sealed class EpisodeTally(long episode)
{
    private LiquidationStage _stage = LiquidationStage.Closing;
    private long _closedLots;
    private long _rewardQuanta;
    private long _insuranceQuanta;
    private long _deleveragedLots;

    /// <summary>Notes a stage; a later one replaces an earlier.</summary>
    public void Reach(LiquidationStage stage) => _stage = stage > _stage ? stage : _stage;

    /// <summary>Adds a step against the book.</summary>
    public void AddClose(in LiquidationReply reply)
    {
        _closedLots += reply.ClosedLots;
        _rewardQuanta += reply.RewardQuanta;
    }

    /// <summary>Adds a step against counterparties.</summary>
    public void AddDeleverage(in LiquidationReply reply) => _deleveragedLots += reply.ClosedLots;

    /// <summary>Adds a payment of insurance.</summary>
    public void AddInsurance(long paidQuanta) => _insuranceQuanta += paidQuanta;

    /// <summary>The answer.</summary>
    public LiquidateResult ToResult() =>
        new(ResultCode.Ok, episode, _stage, _closedLots, _rewardQuanta, _insuranceQuanta, _deleveragedLots);
}
