namespace OrleansMarkets.Lab.Mbo;

/// <summary>What the replay of a feed gave.</summary>
/// <param name="Recording">The feed.</param>
/// <param name="Opening">Its opening auction; null if it has none.</param>
/// <param name="Fills">Fills of continuous trading.</param>
/// <param name="Messages">The other rows.</param>
/// <param name="Book">The books at the end.</param>
internal sealed record MboReport(
    MboRecording Recording, MboOpening? Opening, MboFills Fills, MboMessages Messages, MboBookDifference Book);
