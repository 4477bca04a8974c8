using System.Globalization;

namespace OrleansMarkets.Client;

/// <summary>Why something was refused.</summary>
/// <param name="Code">
/// The exchange's own stable code, as a number of its documentation's bands (1xxx form, 12xx market, 2xxx risk, 3xxx matching, 4xxx
/// protocol, 5xxx
/// liquidation, 9xxx faults); zero when the exchange gave none.
/// </param>
/// <param name="RetCode">The code of the HTTP dialect; zero over a cluster connection or when there was no answer.</param>
/// <param name="Message">In words, for people.</param>
public readonly record struct MarketsError(int Code, int RetCode, string Message)
{
    /// <summary>Codes and words on one line.</summary>
    public override string ToString()
    {
        string code = Code == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"code {Code}");
        string retCode = RetCode == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"retCode {RetCode}");
        string codes = string.Join(", ", new[] { code, retCode }.Where(text => text.Length > 0));
        return codes.Length == 0 ? Message : $"{Message} ({codes})";
    }
}
