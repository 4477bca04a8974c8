namespace OrleansMarkets.Lab;

/// <summary>The stable codes of <see cref="LabException"/>. A code is never reused for another meaning.</summary>
public static class ErrorCodes
{
    /// <summary>An option or argument is missing, unknown or outside its range.</summary>
    public const string BadOption = "lab.bad_option";

    /// <summary>The file does not exist.</summary>
    public const string FileMissing = "replay.file_missing";

    /// <summary>The file exists but cannot be read.</summary>
    public const string FileUnreadable = "replay.file_unreadable";

    /// <summary>The gzip stream is damaged or cut short.</summary>
    public const string CorruptGzip = "replay.corrupt_gzip";

    /// <summary>The first line is not the expected header.</summary>
    public const string BadHeader = "replay.bad_header";

    /// <summary>A row has the wrong number of fields, or a field that does not parse.</summary>
    public const string BadRow = "replay.bad_row";

    /// <summary>A price is zero, negative or above the largest that the market admits.</summary>
    public const string BadPrice = "replay.bad_price";

    /// <summary>Low is above high, or open or close lies outside them.</summary>
    public const string BadRange = "replay.bad_range";

    /// <summary>A bar begins before the one above it has ended.</summary>
    public const string TimeOrder = "replay.time_order";

    /// <summary>The file has a header but no bar.</summary>
    public const string NoBars = "replay.no_bars";

    /// <summary>The file has more bars than a replay takes.</summary>
    public const string TooManyBars = "replay.too_many_bars";

    /// <summary>The folder to keep the journal in exists and is not empty.</summary>
    public const string SnapshotNotEmpty = "replay.snapshot_not_empty";

    /// <summary>The folder to keep the journal in cannot be created or written.</summary>
    public const string SnapshotUnwritable = "replay.snapshot_unwritable";

    /// <summary>The folder does not hold a replay's journal and summary.</summary>
    public const string NotAReplay = "verify.not_a_replay";

    /// <summary>The order flow does not exist.</summary>
    public const string FlowMissing = "match.file_missing";

    /// <summary>The order flow exists but cannot be read.</summary>
    public const string FlowUnreadable = "match.file_unreadable";

    /// <summary>The file does not begin with a sound header of the format OFW1.</summary>
    public const string FlowBadHeader = "match.bad_header";

    /// <summary>The file is shorter or longer than its header says.</summary>
    public const string FlowBadLength = "match.bad_length";

    /// <summary>A command has a field outside its range, or an id that does not rise.</summary>
    public const string FlowBadCommand = "match.bad_command";

    /// <summary>The file of order messages does not exist.</summary>
    public const string MboMissing = "match_mbo.file_missing";

    /// <summary>The file of order messages exists but cannot be read.</summary>
    public const string MboUnreadable = "match_mbo.file_unreadable";

    /// <summary>The first line is not the expected header.</summary>
    public const string MboBadHeader = "match_mbo.bad_header";

    /// <summary>A row has the wrong number of fields, or a field that does not parse or is outside its range.</summary>
    public const string MboBadRow = "match_mbo.bad_row";

    /// <summary>The file has a header and no row, or more rows than a replay takes.</summary>
    public const string MboBadLength = "match_mbo.bad_length";
}
