namespace OrleansMarkets.Architecture;

public sealed class ContractManifestTests
{
    internal const string ManifestPath = "src/OrleansMarkets.Contracts/Contracts.txt";
    internal const string RewriteVariable = "ORLEANSMARKETS_WRITE_CONTRACTS";

    [Fact]
    public void The_checked_in_manifest_is_the_wire_form_of_the_sources()
    {
        string current = ContractManifest.Write(
            [.. Repository.In("src/OrleansMarkets.Contracts")], Repository.In("src/OrleansMarkets.Core"));
        string path = Path.Combine(Repository.Root, ManifestPath);
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            File.WriteAllText(path, current);
        }

        string checkedIn = File.Exists(path) ? File.ReadAllText(path) : "";
        string[] added = [.. current.Split('\n').Except(checkedIn.Split('\n')).Select(line => "+ " + line)];
        string[] removed = [.. checkedIn.Split('\n').Except(current.Split('\n')).Select(line => "- " + line)];
        Assert.True(
            current == checkedIn,
            $"{ManifestPath} differs from the sources; if the change of the wire form is meant, run the test with {RewriteVariable}=1:\n"
            + string.Join('\n', removed.Concat(added)));
    }

    [Theory]
    [InlineData("record struct M(long A, Kind K);", "record struct M(Kind K, long A);")]
    [InlineData("record struct M(long A, Kind K);", "record class M(long A, Kind K);")]
    [InlineData("record M(Kind K) { [Id(0)] public long A { get; init; } }", "record M(Kind K) { [Id(1)] public long A { get; init; } }")]
    public void A_change_of_a_message_changes_the_manifest(string before, string after) =>
        Assert.NotEqual(Manifest(before, "A, B"), Manifest(after, "A, B"));

    [Fact]
    public void A_change_of_an_enum_value_changes_the_manifest() =>
        Assert.NotEqual(Manifest("record M(Kind K);", "A, B"), Manifest("record M(Kind K);", "B, A"));

    [Fact]
    public void The_manifest_names_aliases_ids_and_values()
    {
        string manifest = Manifest("record struct M(long A, Kind K);", "A, B = 7, C");
        Assert.Contains("message om.m OrleansMarkets.Contracts.Books.M (record struct)\n", manifest, StringComparison.Ordinal);
        Assert.Contains("\n  positional 0 long A\n  positional 1 Kind K\n", manifest, StringComparison.Ordinal);
        Assert.Contains("enum OrleansMarkets.Core.Markets.Kind : byte\n  0 A\n  7 B\n  8 C\n", manifest, StringComparison.Ordinal);
    }

    private static string Manifest(string message, string kinds)
    {
        var contract = SourceFile.Parse(
            "src/OrleansMarkets.Contracts/Books/M.cs",
            "using OrleansMarkets.Core.Markets; namespace OrleansMarkets.Contracts.Books;\n"
            + $"[GenerateSerializer, Alias(\"om.m\")] public {message}");
        var core = SourceFile.Parse(
            "src/OrleansMarkets.Core/Markets/Kind.cs", $"namespace OrleansMarkets.Core.Markets; public enum Kind : byte {{ {kinds} }}");
        return ContractManifest.Write([contract], [core]);
    }
}
