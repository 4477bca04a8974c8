namespace OrleansMarkets.Silo;

/// <summary>
/// The stable codes of what stops a start, beside those of the journal and of the grains' options. A code is never reused for another
/// meaning.
/// </summary>
public static class SiloCodes
{
    /// <summary>An argument is unknown, or a setting does not parse or is outside its range.</summary>
    public const string BadOption = "silo.bad_option";

    /// <summary>The file of markets does not exist or cannot be read.</summary>
    public const string MarketsUnreadable = "silo.markets.unreadable";

    /// <summary>The file of markets is not JSON of the expected shape.</summary>
    public const string MarketsMalformed = "silo.markets.malformed";

    /// <summary>A value in the file of markets is not a whole number of its unit, or outside its range.</summary>
    public const string MarketsBadValue = "silo.markets.bad_value";

    /// <summary>The rules of a market do not fit together.</summary>
    public const string MarketsBadRules = "silo.markets.bad_rules";

    /// <summary>What is fixed for the life of a market differs from what the data directory has.</summary>
    public const string MarketFixed = "silo.market.fixed";

    /// <summary>The venue did not take a market's definition.</summary>
    public const string MarketNotTaken = "silo.market.not_taken";

    /// <summary>Something unexpected ended the process; the message has the details.</summary>
    public const string Failed = "silo.failed";

    /// <summary>A market did not open, or the gateway did not answer, within the time of a start.</summary>
    public const string NotReady = "silo.not_ready";

    /// <summary>A port is taken, or the address may not be listened on.</summary>
    public const string PortInUse = "silo.port_in_use";

    /// <summary>A file of secrets in the data directory is damaged or cannot be read or written.</summary>
    public const string SecretUnusable = "silo.secret_unusable";

    /// <summary>An account of the exchange or of the demo could not be opened or funded.</summary>
    public const string AccountNotOpened = "silo.account_not_opened";
}
