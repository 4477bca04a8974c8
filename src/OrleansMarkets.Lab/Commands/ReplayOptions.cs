namespace OrleansMarkets.Lab.Commands;

/// <summary>What a replay is asked to do.</summary>
/// <param name="File">Bar file, null for generated bars.</param>
/// <param name="SyntheticBars">Number of bars to generate when there is no file.</param>
/// <param name="Accounts">Traders.</param>
/// <param name="Seed">Seed of everything drawn.</param>
/// <param name="Json">Whether the summary is one JSON line.</param>
/// <param name="SnapshotDirectory">Folder to keep the journal in, null to keep it in memory only.</param>
public sealed record ReplayOptions(string? File, int SyntheticBars, int Accounts, ulong Seed, bool Json, string? SnapshotDirectory)
{
    /// <summary>Bars generated when the user does not say how many: four hours.</summary>
    public const int DefaultSyntheticBars = 240;

    /// <summary>Accounts when the user does not say how many.</summary>
    public const int DefaultAccounts = 200;

    /// <summary>The most accounts that a replay takes.</summary>
    public const int MaximumAccounts = 100_000;
}
