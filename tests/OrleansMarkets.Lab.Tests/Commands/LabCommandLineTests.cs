using OrleansMarkets.Lab.Commands;

namespace OrleansMarkets.Lab.Tests.Commands;

public sealed class LabCommandLineTests
{
    [Theory]
    [InlineData("replay")] // neither a file nor --synthetic
    [InlineData("replay bars.csv --synthetic")]
    [InlineData("replay --synthetic --accounts many")]
    [InlineData("replay --synthetic --accounts -1")]
    [InlineData("replay --synthetic --accounts 100001")]
    [InlineData("replay --synthetic --seed -1")]
    [InlineData("replay --synthetic --seed 1.5")]
    [InlineData("replay --synthetic --bars 0")]
    [InlineData("replay --synthetic --no-such-option")]
    [InlineData("replay one.csv two.csv")]
    [InlineData("replay --synthetic --snapshot")]
    [InlineData("verify")]
    [InlineData("no-such-verb")]
    public void A_bad_option_is_said_with_its_code_and_nothing_runs(string line)
    {
        (int exit, string output, string error) = Run(line.Split(' '));
        Assert.Equal(ExitCodes.BadInput, exit);
        Assert.StartsWith("error " + ErrorCodes.BadOption + ": ", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public void A_missing_file_is_said_with_its_code()
    {
        (int exit, string output, string error) = Run("replay", "no-such-file.csv", "--json");
        Assert.Equal(ExitCodes.BadInput, exit);
        Assert.StartsWith("error " + ErrorCodes.FileMissing + ": ", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public void A_bad_row_writes_nothing_not_even_the_snapshot_folder()
    {
        string folder = Directory.CreateTempSubdirectory("lab-test-").FullName;
        try
        {
            string file = Path.Combine(folder, "bars.csv");
            File.WriteAllText(file, "timestamp,open,high,low,close,volume\n2022-01-01 00:00:00.000000,1,1,1\n");
            string snapshot = Path.Combine(folder, "kept");
            (int exit, string output, string error) = Run("replay", file, "--snapshot", snapshot);
            Assert.Equal(ExitCodes.BadInput, exit);
            Assert.StartsWith("error " + ErrorCodes.BadRow + ": line 2, ", error, StringComparison.Ordinal);
            Assert.Empty(output);
            Assert.False(Directory.Exists(snapshot));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_is_not_a_replay_is_said_with_its_code()
    {
        (int exit, _, string error) = Run("verify", "no-such-folder");
        Assert.Equal(ExitCodes.BadInput, exit);
        Assert.StartsWith("error " + ErrorCodes.NotAReplay + ": ", error, StringComparison.Ordinal);
    }

    private static (int Exit, string Output, string Error) Run(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = LabCommandLine.Run(args, output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
