using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Simulation.Checks;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>The production engine over one market's log: folded from its first record, and every command run again beside it.</summary>
internal sealed class MarketReplay(MarketTrail trail, Violations violations)
{
    private const int InvariantsEvery = 512;

    private MarketEngine? _audited;
    private MarketEngine? _folded;

    public MarketTrail Trail => trail;

    public MarketEngine Engine => _folded ?? throw new InvalidOperationException($"The log of {trail.Symbol} is empty.");

    /// <summary>Whether the market was ever listed.</summary>
    public bool IsListed => _folded is not null;

    /// <summary>Touches of each account: its row's sequence.</summary>
    public Dictionary<long, long> Touches { get; } = [];

    /// <summary>What admission can have known, and what it let through.</summary>
    public AdmissionTrail Admissions { get; } = new();

    /// <summary>State hashes after records that somebody has asked for.</summary>
    public Dictionary<long, string> Hashes { get; } = [];

    /// <summary>Sequences whose state hash is wanted.</summary>
    public HashSet<long> WantedHashes { get; } = [];

    public void Take(long sequence, ReadOnlySpan<byte> record)
    {
        if (sequence == MarketEngine.GenesisSequence)
        {
            _folded = MarketEngine.ReadSnapshot(record);
            _audited = MarketEngine.ReadSnapshot(record);
            trail.Begin(_folded);
            return;
        }

        trail.Take(new MarketRecord(record));
        Engine.Fold(record);
        Admissions.Take(new MarketRecord(record), Engine);
        foreach (long account in Engine.TouchedAccounts)
        {
            Touches[account] = Touches.GetValueOrDefault(account) + 1;
        }

        AuditOutcome audit = _audited!.Audit(record);
        violations.Require(audit.Matches, "I22", $"{trail.Symbol}: {audit.Detail}");
        if (sequence % InvariantsEvery == 0)
        {
            Engine.CheckInvariants();
        }

        if (WantedHashes.Contains(sequence))
        {
            Hashes[sequence] = Convert.ToHexStringLower(Engine.StateHash());
        }
    }

    /// <summary>Holds the engine against the sums of events, and the state run again against the state folded.</summary>
    public void Compare()
    {
        Engine.CheckInvariants();
        string folded = Convert.ToHexStringLower(Engine.StateHash());
        string audited = Convert.ToHexStringLower(_audited!.StateHash());
        violations.Require(folded == audited, "I22", $"{trail.Symbol}: fold {folded}, run again {audited}");
        foreach ((long account, NaiveRow row) in trail.Rows)
        {
            ClearingRow image = Engine.ReadRow(account);
            long cash = account == WellKnownAccounts.FundingPool ? row.CashQuanta : trail.SettledCash(account);
            violations.Require(
                image.SizeLots == row.SizeLots && image.QuoteQuanta == cash,
                "I3",
                $"{trail.Symbol} account {account}: {image}, events give {row.SizeLots} lots and {cash} quanta");
            violations.Require(
                image.AccountSequence == Touches.GetValueOrDefault(account),
                "I15",
                $"{trail.Symbol} account {account}: sequence {image.AccountSequence} after {Touches.GetValueOrDefault(account)} steps");
            CompareOrders(account, image);
        }

        long pool = trail.Rows.Keys.Where(account => account != WellKnownAccounts.FundingPool).Sum(account => -trail.SettledCash(account));
        long payments = trail.Rows.TryGetValue(WellKnownAccounts.FundingPool, out NaiveRow? paid) ? paid.FundingPayments : 0;
        violations.Require(
            pool >= 0 && pool <= payments + trail.Rows.Count, "I5", $"{trail.Symbol}: the pool keeps {pool} after {payments} payments");
    }

    /// <summary>Loads the newest snapshot and folds the rest: it must give the same state.</summary>
    public static MarketEngine FromSnapshot(ReadOnlySpan<byte> snapshot)
    {
        var reader = new RecordReader(snapshot);
        int accounts = reader.ReadVarInt32();
        for (int i = 0; i < accounts; i++)
        {
            reader.ReadVarInt();
        }

        return MarketEngine.ReadSnapshot(snapshot[reader.Position..]);
    }

    private void CompareOrders(long account, in ClearingRow image)
    {
        List<NaiveOrder> orders = [.. trail.Book.Where(order => order.Account == account)];
        List<NaiveWaiting> waiting = [.. trail.Waiting.Where(order => order.Account == account)];
        long Lots(Side side) =>
            orders.Where(order => order.Side == side && !order.IsReduceOnly).Sum(order => order.Lots)
            + waiting.Where(order => order.Side == side && !order.IsReduceOnly).Sum(order => order.Lots);
        long reduceOnly = orders.Where(order => order.IsReduceOnly).Sum(order => order.Lots)
            + waiting.Where(order => order.IsReduceOnly).Sum(order => order.Lots);
        bool equal = image.OpenOrders == orders.Count + waiting.Count
            && image.OpenBuyLots == Lots(Side.Buy)
            && image.OpenSellLots == Lots(Side.Sell)
            && image.OpenReduceOnlyLots == reduceOnly
            && image.OrderReserveQuanta == orders.Sum(order => order.ReserveQuanta) + waiting.Sum(order => order.ReserveQuanta);
        violations.Require(
            equal, "I10", $"{trail.Symbol} account {account}: {image} does not fit its {orders.Count} and {waiting.Count} orders");
        CompareBook(account, orders);
        CompareWaiting(account, waiting);
    }

    private void CompareBook(long account, List<NaiveOrder> orders)
    {
        var images = new RestingOrder[orders.Count + 1];
        RestingOrder[] live = images[..Engine.CopyOrders(account, images)];
        bool isSame = live.Length == orders.Count && live.All(order => orders.Exists(other =>
            other.OrderId == order.OrderId
            && other.Side == order.Side
            && other.PriceUnits == order.PriceUnits
            && other.Lots == order.RemainingLots
            && other.HiddenLots == order.HiddenLots));
        violations.Require(isSame, "I13", $"{trail.Symbol} account {account}: events give other orders than {string.Join(", ", live)}");
    }

    private void CompareWaiting(long account, List<NaiveWaiting> orders)
    {
        var images = new WaitingImage[orders.Count + 1];
        WaitingImage[] live = images[..Engine.CopyWaiting(account, images)];
        bool isSame = live.Length == orders.Count && live.All(order => orders.Exists(other =>
            other.OrderId == order.OrderId
            && other.Lots == order.Lots
            && other.ArmedLots == order.ArmedLots
            && other.TriggerUnits == order.TriggerUnits));
        violations.Require(isSame, "I37", $"{trail.Symbol} account {account}: events give other orders than {string.Join(", ", live)}");
    }
}
