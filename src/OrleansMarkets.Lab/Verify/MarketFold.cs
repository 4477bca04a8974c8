using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Lab.Reports;

namespace OrleansMarkets.Lab.Verify;

/// <summary>A market rebuilt from its log, and what liquidation did in it.</summary>
/// <param name="stream">The stream, for places in messages.</param>
/// <param name="mode">How records become state.</param>
public sealed class MarketFold(string stream, FoldMode mode)
{
    internal const long GenesisSequence = 1;

    private readonly Dictionary<long, long> _positionLots = [];
    private MarketEngine? _engine;
    private long _partial;
    private long _full;
    private long _rewardsQuanta;
    private long _deleveragings;

    /// <summary>The engine after the last record.</summary>
    /// <exception cref="DifferenceException">The log is empty.</exception>
    public MarketEngine Engine => _engine ?? throw new DifferenceException(stream, "the log is empty");

    /// <summary>What liquidation did; insurance is not in a market's log.</summary>
    public LiquidationCounts Liquidations => new(_partial, _full, _rewardsQuanta, InsurancePaidQuanta: 0, _deleveragings);

    /// <summary>Trades.</summary>
    public long Trades { get; private set; }

    /// <summary>Funding boundaries applied, those recorded as zero included.</summary>
    public long FundingIntervals { get; private set; }

    /// <summary>Takes the next record.</summary>
    /// <exception cref="DifferenceException">The commands give something else.</exception>
    public void Take(long sequence, ReadOnlySpan<byte> record)
    {
        if (sequence == GenesisSequence)
        {
            _engine = MarketEngine.ReadSnapshot(record);
            return;
        }

        if (mode == FoldMode.ApplyEvents)
        {
            Engine.Fold(record);
        }
        else
        {
            AuditOutcomes.Require(Engine.Audit(record), stream);
        }

        Count(new MarketRecord(record));
    }

    private void Count(MarketRecord record)
    {
        while (record.NextEvent() is { } kind)
        {
            switch (kind)
            {
                case EventKind.Trade:
                    CountTrade(record.ReadTrade());
                    break;
                case EventKind.AuctionTrade:
                    CountTrade(record.ReadAuctionTrade().Trade);
                    break;
                case EventKind.FundingSettled:
                    FundingIntervals++;
                    break;
                case EventKind.LiquidationFee:
                    _rewardsQuanta += record.ReadLiquidationFee().RewardQuanta;
                    break;
                case EventKind.EpisodeStep:
                    CountStep(record.Header.Command, record.ReadEpisodeStep());
                    break;
            }
        }
    }

    private void CountTrade(in TradeEvent trade)
    {
        Trades++;
        long takerLots = trade.TakerSide == Side.Buy ? trade.Lots : -trade.Lots;
        _positionLots[trade.TakerAccount] = _positionLots.GetValueOrDefault(trade.TakerAccount) + takerLots;
        _positionLots[trade.MakerAccount] = _positionLots.GetValueOrDefault(trade.MakerAccount) - takerLots;
    }

    private void CountStep(CommandKind command, in EpisodeStepEvent step)
    {
        if (step.Result.ClosedLots == 0)
        {
            return;
        }

        bool isFlat = _positionLots.GetValueOrDefault(step.Account) == 0;
        _full += isFlat ? 1 : 0;
        _partial += isFlat ? 0 : 1;
        _deleveragings += command == CommandKind.Deleverage ? 1 : 0;
    }
}
