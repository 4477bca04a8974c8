using System.Text.RegularExpressions;

namespace OrleansMarkets.EndToEnd.Processes;

/// <summary>What the host said when it was ready.</summary>
/// <param name="Text">All of stdout so far.</param>
/// <param name="Url">Where the gateway is.</param>
/// <param name="ApiKey">Key of the demo account.</param>
/// <param name="ApiSecret">Its secret.</param>
internal sealed partial record SiloBanner(string Text, Uri Url, string ApiKey, string ApiSecret)
{
    /// <summary>Beginning of the last line.</summary>
    public const string LastLine = "Ctrl-C stops";

    public static SiloBanner Parse(string text) => new(
        text,
        new Uri(Only(HttpLine(), text)),
        Only(KeyLine(), text),
        Only(SecretLine(), text));

    private static string Only(Regex line, string text) => Assert.Single(line.Matches(text)).Groups[1].Value;

    [GeneratedRegex(@"^  HTTP +(http://127\.0\.0\.1:\d+)$", RegexOptions.Multiline)]
    private static partial Regex HttpLine();

    [GeneratedRegex(@"^API key: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^API secret: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex SecretLine();
}
