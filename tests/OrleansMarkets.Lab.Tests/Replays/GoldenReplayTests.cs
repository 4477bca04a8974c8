using System.Globalization;
using System.Text.Json;

namespace OrleansMarkets.Lab.Tests.Replays;

public sealed class GoldenReplayTests
{
    // The state after 240 generated bars with 50 accounts and seed 1. It changes with every change of what the exchange decides, of the
    // canonical state encoding, of the personas or of the random streams; such a change is made on purpose and says so. To renew it:
    //   dotnet run --project src/OrleansMarkets.Lab -- replay --synthetic --bars 240 --accounts 50 --seed 1 --json
    // look at the whole line (sums zero, liquidations plausible), then copy its state_hash here.
    internal const string GoldenStateHash = "f19bf4c66f431251f8784b7297f6ce890e702e8317c14163ba3dbb2b4a0d1897";

    [Fact]
    public void The_small_replay_ends_in_the_state_that_is_checked_in()
    {
        using JsonDocument line = JsonDocument.Parse(SmallReplay.Json(seed: 1));
        JsonElement summary = line.RootElement;
        Assert.Equal(240, summary.GetProperty("bars").GetInt32());
        Assert.Equal(50, summary.GetProperty("accounts").GetInt32());
        Assert.True(summary.GetProperty("synthetic").GetBoolean());
        Assert.Equal(0, summary.GetProperty("balance_sum").GetProperty("USDT").GetInt64());
        Assert.Equal(0, summary.GetProperty("position_sum").GetProperty("BTCUSDT-PERP").GetInt64());
        Assert.Equal(GoldenStateHash, summary.GetProperty("state_hash").GetString());
    }

    [Fact]
    public void Equal_seeds_give_equal_lines_and_another_seed_another_state()
    {
        string first = SmallReplay.Json(seed: 5, bars: 60, accounts: 10);
        Assert.Equal(first, SmallReplay.Json(seed: 5, bars: 60, accounts: 10));
        Assert.NotEqual(StateHash(first), StateHash(SmallReplay.Json(seed: 6, bars: 60, accounts: 10)));
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string plain = SmallReplay.Json(seed: 5, bars: 30, accounts: 3);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty)
            {
                NumberFormat = { NegativeSign = "minus ", NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
            };
            Assert.Equal(plain, SmallReplay.Json(seed: 5, bars: 30, accounts: 3));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string? StateHash(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("state_hash").GetString();
    }
}
