using OrleansMarkets.Cli;

namespace OrleansMarkets.Client.Tests.Cli;

/// <summary>What is wrong before anything is sent: exit code 2, one line, and no server needed.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("place BTCUSDT")]
    [InlineData("place BTCUSDT hold 1 2")]
    [InlineData("place BTCUSDT buy much 2")]
    [InlineData("place BTCUSDT buy 1")]
    [InlineData("place BTCUSDT buy 1 2 --market")]
    [InlineData("place BTCUSDT buy 1 2 --tif LATER")]
    [InlineData("place BTCUSDT buy 0 2")]
    [InlineData("place BTCUSDT buy 1 2 --id not+an+id")]
    [InlineData("place BTCUSDT buy 1 2 --category option")]
    [InlineData("place BTCUSDT buy 1 --market --post-only")]
    [InlineData("place BTCUSDT buy 1 2 --stop 3 --take 4")]
    [InlineData("place BTCUSDT buy 1 2 --trail 3")]
    [InlineData("place BTCUSDT buy 1 --market --stop -3")]
    [InlineData("place BTCUSDT buy 1 --market --peg mid")]
    [InlineData("place BTCUSDT buy 1 2 --peg moon")]
    [InlineData("place BTCUSDT buy 1 2 --display 0")]
    [InlineData("place BTCUSDT buy 1 2 --tag 0")]
    [InlineData("place BTCUSDT buy 1 2 --expires later")]
    [InlineData("place BTCUSDT buy 1 --market --slide")]
    [InlineData("place BTCUSDT buy 1 2 --post-only --slide")]
    [InlineData("place BTCUSDT buy 1 2 --close-position")]
    [InlineData("place BTCUSDT buy 1 2 --smp nobody")]
    [InlineData("place BTCUSDT buy 1 2 --link oco")]
    [InlineData("place BTCUSDT buy 1 2 --link all --group a")]
    [InlineData("scale BTCUSDT buy 1 2")]
    [InlineData("scale BTCUSDT buy 1 2 3 --orders 1")]
    [InlineData("scale BTCUSDT buy 0 2 3")]
    [InlineData("scale BTCUSDT buy 1 2 3 --ratio 0")]
    [InlineData("candles BTCUSDT --interval 2m")]
    [InlineData("candles BTCUSDT --count 0")]
    [InlineData("candles BTCUSDT --of mark --category spot")]
    [InlineData("trades BTCUSDT --count 61")]
    [InlineData("phase BTCUSDT open")]
    [InlineData("phase BTCUSDT settled --reason x")]
    [InlineData("phase BTCUSDT open --reason x --data nowhere")]
    [InlineData("cancel-all BTCUSDT --side both")]
    [InlineData("amend BTCUSDT --id a")]
    [InlineData("amend BTCUSDT --price 3")]
    [InlineData("amend BTCUSDT --id a --qty 0")]
    [InlineData("cancel-after -1")]
    [InlineData("cancel-after 4000")]
    [InlineData("cancel BTCUSDT")]
    [InlineData("cancel BTCUSDT --id a --order b")]
    [InlineData("orders --id a")]
    [InlineData("book BTCUSDT --levels 0")]
    [InlineData("liquidate somebody")]
    [InlineData("account new --deposit -1")]
    [InlineData("account new --data nowhere")]
    [InlineData("wallet --url nowhere")]
    [InlineData("wallet --url ftp://127.0.0.1")]
    [InlineData("wallet --key alone")]
    [InlineData("book BTCUSDT --levels x")]
    [InlineData("book BTCUSDT --levels")]
    [InlineData("account new --deposit x")]
    [InlineData("place BTCUSDT buy 0.01 x")]
    [InlineData("place BTCUSDT buy 0.01 100 --stop")]
    [InlineData("place BTCUSDT buy 0.01 100 --stop x")]
    [InlineData("cancel BTCUSDT --id")]
    [InlineData("cancel BTCUSDT --id a --id b")]
    public async Task It_is_said_on_one_line(string arguments)
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(arguments.Split(' ')));
        Assert.StartsWith("usage: ", run.Remarks, StringComparison.Ordinal);
        Assert.Equal(run.Remarks.Length - Environment.NewLine.Length, run.Remarks.IndexOf(Environment.NewLine, StringComparison.Ordinal));
        Assert.Equal("", run.Results);
    }

    [Fact]
    public async Task A_damaged_profile_is_named()
    {
        using var run = new CliRun();
        Directory.CreateDirectory(Path.GetDirectoryName(run.ProfilePath)!);
        await File.WriteAllTextAsync(run.ProfilePath, "{");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("wallet"));
        Assert.Contains(run.ProfilePath, run.Remarks, StringComparison.Ordinal);
    }
}
