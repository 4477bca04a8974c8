using OrleansMarkets.Lab.Commands;

namespace OrleansMarkets.Lab.Tests.Replays;

public sealed class VerifyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab-verify-").FullName;

    private string Kept => Path.Combine(_folder, "kept");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_kept_replay_verifies()
    {
        Keep();
        (int exit, string output, string error) = Verify();
        Assert.True(exit == ExitCodes.Ok, error);
        Assert.Contains("each command run again", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_byte_is_found_with_its_place()
    {
        Keep();
        string segment = Directory.GetFiles(Path.Combine(Kept, "journal"), "segment-*.log").Order(StringComparer.Ordinal).First();
        using (FileStream file = new(segment, FileMode.Open, FileAccess.ReadWrite))
        {
            // A place well inside of the written part: the log of this replay is longer than that.
            file.Position = 20_000;
            int value = file.ReadByte();
            file.Position = 20_000;
            file.WriteByte((byte)(value ^ 1));
        }

        (int exit, string output, string error) = Verify();
        Assert.Equal(ExitCodes.CheckFailed, exit);
        Assert.Contains("difference at", error, StringComparison.Ordinal);
        Assert.Contains("sequence", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public void A_summary_with_another_state_hash_is_found()
    {
        Keep();
        string summary = Path.Combine(Kept, "summary.json");
        string text = File.ReadAllText(summary);
        int digit = text.IndexOf("state_hash", StringComparison.Ordinal) + "state_hash\":\"".Length;
        File.WriteAllText(summary, text[..digit] + (text[digit] == '0' ? '1' : '0') + text[(digit + 1)..]);
        (int exit, _, string error) = Verify();
        Assert.Equal(ExitCodes.CheckFailed, exit);
        Assert.Contains("the end of the journal", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_left_alone()
    {
        Directory.CreateDirectory(Kept);
        File.WriteAllText(Path.Combine(Kept, "note.txt"), "mine");
        using StringWriter output = new();
        using StringWriter error = new();
        Assert.Equal(ExitCodes.BadInput, LabCommandLine.Run(["replay", "--synthetic", "--snapshot", Kept], output, error));
        Assert.StartsWith("error " + ErrorCodes.SnapshotNotEmpty, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("note.txt", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(Kept))));
    }

    private void Keep() => SmallReplay.Json(seed: 3, bars: 30, accounts: 10, "--snapshot", Kept);

    private (int Exit, string Output, string Error) Verify()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = LabCommandLine.Run(["verify", Kept], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
