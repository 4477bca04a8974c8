using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Credentials;

/// <summary>
/// The options that every verb takes, and where a connection comes from: an option, else the environment, else the profile file. Key and
/// secret come from the same place.
/// </summary>
/// <param name="environment">The environment variables.</param>
internal sealed class ConnectionArguments(Func<string, string?> environment)
{
    private const string UrlVariable = "ORLEANSMARKETS_URL";
    private const string KeyVariable = "ORLEANSMARKETS_API_KEY";
    private const string SecretVariable = "ORLEANSMARKETS_API_SECRET";
    private const string ProfileVariable = "ORLEANSMARKETS_PROFILE";
    private const string OperatorFile = "operator.json";

    private readonly Option<string?> _url = new("--url")
    {
        Description = $"The gateway; else {UrlVariable}, else the profile, else {HttpConnectionOptions.DefaultUrl}",
        Recursive = true,
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = $"API key; else {KeyVariable}, else the profile",
        Recursive = true,
    };

    private readonly Option<string?> _secret = new("--secret")
    {
        Description = $"API secret; else {SecretVariable}, else the profile",
        Recursive = true,
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = $"File that keeps key and secret; else {ProfileVariable}, else {ProfileFile.DefaultPath(environment)}",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Results as one line of JSON", Recursive = true };

    /// <summary>Adds the options to the root.</summary>
    public void AddTo(RootCommand root)
    {
        foreach (Option option in new Option[] { _url, _key, _secret, _profile, _json })
        {
            root.Options.Add(option);
        }
    }

    /// <summary>Whether results are for a machine.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Where the profile is.</summary>
    public string ProfilePath(ParseResult parsed) =>
        parsed.GetValue(_profile) ?? NotEmpty(environment(ProfileVariable)) ?? ProfileFile.DefaultPath(environment);

    /// <summary>A connection with the trader's key, or without one if none is to be found.</summary>
    public HttpConnectionOptions Trader(ParseResult parsed)
    {
        Profile? profile = ProfileFile.Read(ProfilePath(parsed));
        (string? key, string? secret) = FirstPair(
            (parsed.GetValue(_key), parsed.GetValue(_secret)),
            (NotEmpty(environment(KeyVariable)), NotEmpty(environment(SecretVariable))),
            (profile?.ApiKey, profile?.ApiSecret));
        return Options(Url(parsed, profile), key, secret);
    }

    /// <summary>A connection with the operator's key from the file that the silo writes into its data folder.</summary>
    public HttpConnectionOptions Operator(ParseResult parsed, string dataFolder)
    {
        string path = Path.Combine(dataFolder, OperatorFile);
        Profile profile = ProfileFile.Read(path)
            ?? throw new UsageException($"there is no {path}: name the folder of a running market with --data");
        return Options(Url(parsed, profile), profile.ApiKey, profile.ApiSecret);
    }

    /// <summary>The account's number as the profile has it.</summary>
    public long? Account(ParseResult parsed) => ProfileFile.Read(ProfilePath(parsed))?.Account;

    private Uri Url(ParseResult parsed, Profile? profile)
    {
        string? written = parsed.GetValue(_url) ?? NotEmpty(environment(UrlVariable));
        if (written is null)
        {
            return profile?.Url ?? HttpConnectionOptions.DefaultUrl;
        }

        return Uri.TryCreate(written, UriKind.Absolute, out Uri? url) ? url : throw new UsageException($"'{written}' is not a URL");
    }

    private static HttpConnectionOptions Options(Uri url, string? key, string? secret) =>
        new() { Url = url, ApiKey = key, ApiSecret = secret, ApplicationName = "OrleansMarkets.Cli" };

    private static (string? Key, string? Secret) FirstPair(params ReadOnlySpan<(string? Key, string? Secret)> places)
    {
        foreach ((string? key, string? secret) in places)
        {
            if (key is not null || secret is not null)
            {
                return key is not null && secret is not null
                    ? (key, secret)
                    : throw new UsageException("API key and secret are given together or not at all");
            }
        }

        return (null, null);
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
