using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>A replay from zero, a snapshot with a tail, and an audit all come to the live state; damaged bytes are refused.</summary>
public sealed class RecoveryTests
{
    private const int Commands = 4_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_fold_from_zero_comes_to_the_live_state_and_keeps_every_invariant(int seed)
    {
        var market = new RandomMarket(seed);
        market.Run(Commands);
        MarketEngine folded = market.Market.Folded();
        Assert.Equal(market.Market.Engine.StateHash(), folded.StateHash());
        folded.CheckInvariants();
        Assert.Empty(RandomMarket.EveryEvent.Except(market.Seen));
    }

    [Fact]
    public void Any_snapshot_and_the_tail_after_it_come_to_the_live_state()
    {
        var market = new RandomMarket(4);
        for (int part = 0; part < 8; part++)
        {
            byte[] snapshot = market.Snapshot();
            int from = market.Market.Log.Count;
            market.Run(Commands / 8);
            MarketEngine restored = MarketEngine.ReadSnapshot(snapshot);
            foreach (byte[] record in market.Market.Log.Skip(from))
            {
                restored.Fold(record);
            }

            Assert.Equal(MarketPhase.Replaying, restored.Phase);
            Assert.Equal(market.Market.Engine.StateHash(), restored.StateHash());
            restored.CheckInvariants();
        }
    }

    [Fact]
    public void An_audit_finds_every_record_as_the_rules_decide_it_also_from_a_snapshot()
    {
        var market = new RandomMarket(5);
        market.Run(Commands / 2);
        MarketEngine fromSnapshot = MarketEngine.ReadSnapshot(market.Snapshot());
        int from = market.Market.Log.Count;
        market.Run(Commands / 2);
        var fromZero = new MarketEngine(market.Market.Spec, market.Market.First, TestMarket.StartNs);
        for (int at = 0; at < market.Market.Log.Count; at++)
        {
            Assert.Equal(string.Empty, fromZero.Audit(market.Market.Log[at]).Detail);
            Assert.True(at < from || fromSnapshot.Audit(market.Market.Log[at]).Matches);
        }

        Assert.Equal(market.Market.Engine.StateHash(), fromZero.StateHash());
        Assert.Equal(market.Market.Engine.StateHash(), fromSnapshot.StateHash());
    }

    [Fact]
    public void An_audit_reports_the_first_difference()
    {
        var market = new TestMarket();
        market.Place(1, Core.Matching.Side.Buy, 1_000, 5);
        byte[] forged = [.. market.Log[^1]];
        forged[^1] ^= 1;
        var engine = new MarketEngine(market.Spec, market.First, TestMarket.StartNs);
        engine.Audit(market.Log[0]);
        AuditOutcome outcome = engine.Audit(forged);
        Assert.False(outcome.Matches);
        Assert.Equal(forged.Length - 1, outcome.FirstDifference);
    }

    [Fact]
    public void A_record_that_does_not_follow_is_refused()
    {
        var market = new TestMarket();
        market.Place(1, Core.Matching.Side.Buy, 1_000, 5);
        var engine = new MarketEngine(market.Spec, market.First, TestMarket.StartNs);
        Assert.Throws<CorruptRecordException>(() => engine.Fold(market.Log[1]));
        engine.Fold(market.Log[0]);
        Assert.Throws<CorruptRecordException>(() => engine.Fold(market.Log[0]));
    }

    [Fact]
    public void Damaged_records_give_one_clear_error_or_a_sound_state()
    {
        var market = new RandomMarket(6);
        market.Run(300);
        byte[] snapshot = market.Snapshot();
        int from = market.Market.Log.Count;
        market.Run(40);
        var random = new Random(6);
        for (int trial = 0; trial < 2_000; trial++)
        {
            byte[] record = [.. market.Market.Log[from]];
            record[random.Next(record.Length)] ^= (byte)(1 << random.Next(8));
            MarketEngine engine = MarketEngine.ReadSnapshot(snapshot);
            Exception? fault = Record.Exception(() => engine.Fold(record.AsSpan(0, random.Next(4) == 0 ? random.Next(record.Length) : record.Length)));
            Assert.True(fault is null or CorruptRecordException, fault?.ToString());
        }
    }

    [Fact]
    public void Damaged_snapshots_give_one_clear_error_or_a_sound_state()
    {
        var market = new RandomMarket(7);
        market.Run(200);
        byte[] snapshot = market.Snapshot();
        var random = new Random(7);
        for (int trial = 0; trial < 3_000; trial++)
        {
            byte[] damaged = [.. snapshot];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Exception? fault = Record.Exception(() => MarketEngine.ReadSnapshot(damaged).CheckInvariants());
            Assert.True(fault is null or CorruptRecordException, fault?.ToString());
        }
    }

    [Fact]
    public void Writing_and_reading_a_snapshot_gives_the_same_bytes()
    {
        var market = new RandomMarket(8);
        market.Run(1_000);
        byte[] snapshot = market.Snapshot();
        var again = new RecordWriter();
        MarketEngine.ReadSnapshot(snapshot).WriteSnapshot(again);
        Assert.Equal(snapshot, again.Written.ToArray());
    }
}
