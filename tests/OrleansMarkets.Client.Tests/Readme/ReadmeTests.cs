using System.Diagnostics;
using System.Text.Json;
using OrleansMarkets.Client.Tests.Contract;

namespace OrleansMarkets.Client.Tests.Readme;

/// <summary>The snippets of the README do what it says, run exactly as they are written.</summary>
public sealed class ReadmeTests(HttpVenue venue) : IClassFixture<HttpVenue>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_curl_snippet_places_an_order_and_looks_it_up()
    {
        string output = await RunAsync("bash", ["-euc", ReadmeSnippets.Read("curl")]);
        JsonElement[] answers = [.. Values(output)];
        Assert.Equal(2, answers.Length);
        Assert.All(answers, answer => Assert.Equal(0, answer.GetProperty("retCode").GetInt32()));
        JsonElement order = answers[1].GetProperty("result").GetProperty("list")[0];
        Assert.Equal("New", order.GetProperty("orderStatus").GetString());
        Assert.Equal("readme-curl", order.GetProperty("orderLinkId").GetString());
        Assert.Equal(answers[0].GetProperty("result").GetProperty("orderId").GetString(), order.GetProperty("orderId").GetString());
    }

    [Fact]
    public async Task The_sdk_snippet_compiles_and_makes_a_market()
    {
        string output = await RunAsync("dotnet", SnippetProgram.Compile("ReadmeSdkSnippet", ReadmeSnippets.Read("sdk")));
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^order .+ is Open$", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.All(lines[1..], line => Assert.EndsWith("2 orders open", line, StringComparison.Ordinal));
    }

    private async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        AccountCredentials account = await venue.CredentialsAsync(deposit: 100_000);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ORLEANSMARKETS_URL"] = venue.Url.GetLeftPart(UriPartial.Authority);
        start.Environment["ORLEANSMARKETS_API_KEY"] = account.ApiKey;
        start.Environment["ORLEANSMARKETS_API_SECRET"] = account.ApiSecret;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{await output}\n{await error}");
        return await output;
    }

    // The answers stand one after the other, without a line between them.
    private static List<JsonElement> Values(string text)
    {
        var reader = new Utf8JsonReader(
            System.Text.Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        var values = new List<JsonElement>();
        while (reader.Read())
        {
            values.Add(JsonElement.ParseValue(ref reader));
        }

        return values;
    }
}
