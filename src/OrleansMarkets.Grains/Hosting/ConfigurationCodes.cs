namespace OrleansMarkets.Grains.Hosting;

/// <summary>
/// The stable codes of configuration values that stop a silo's start; docs/operations.md lists the values. A code is never reused for
/// another meaning.
/// </summary>
public static class ConfigurationCodes
{
    /// <summary>Records between two snapshots of a grain.</summary>
    public const string SnapshotEveryRecords = "config.journaling.snapshot_every_records";

    /// <summary>The options of the group commit are missing.</summary>
    public const string Commit = "config.journaling.commit";

    /// <summary>How often one batch is sent.</summary>
    public const string MaxSendAttempts = "config.journaling.commit.max_send_attempts";

    /// <summary>How often the head is asked for after an unknown outcome.</summary>
    public const string MaxResolveAttempts = "config.journaling.commit.max_resolve_attempts";

    /// <summary>The pause before the second attempt.</summary>
    public const string FirstBackoff = "config.journaling.commit.first_backoff";

    /// <summary>The longest pause between two attempts.</summary>
    public const string MaxBackoff = "config.journaling.commit.max_backoff";

    /// <summary>Shards of the liquidation keepers.</summary>
    public const string ShardCount = "config.keepers.shard_count";

    /// <summary>The pause between two scans.</summary>
    public const string ScanPeriod = "config.keepers.scan_period";

    /// <summary>The account of the keepers' rewards.</summary>
    public const string KeeperAccount = "config.keepers.keeper_account";

    /// <summary>Liquidation calls under way at once.</summary>
    public const string MaximumCallsInFlight = "config.keepers.maximum_calls_in_flight";

    /// <summary>Liquidation calls begun in one scan period.</summary>
    public const string MaximumCallsPerScan = "config.keepers.maximum_calls_per_scan";

    /// <summary>Boards that prices are spread over.</summary>
    public const string BoardCount = "config.price_boards.board_count";

    /// <summary>The publishers of every feed.</summary>
    public const string Publishers = "config.oracle.publishers";

    /// <summary>The quorum of a feed.</summary>
    public const string MinimumPublishers = "config.oracle.minimum_publishers";

    /// <summary>The age up to which a vote counts.</summary>
    public const string MaximumAge = "config.oracle.maximum_age";

    /// <summary>The widest confidence of a certain price.</summary>
    public const string MaximumConfidencePpm = "config.oracle.maximum_confidence_ppm";

    /// <summary>The furthest distance of a price from its average.</summary>
    public const string MaximumMovePpm = "config.oracle.maximum_move_ppm";

    /// <summary>The half-life of that average.</summary>
    public const string AverageHalfLife = "config.oracle.average_half_life";

    /// <summary>The clocks' tolerance.</summary>
    public const string MaximumAhead = "config.oracle.maximum_ahead";
}
