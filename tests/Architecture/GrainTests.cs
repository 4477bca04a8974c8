namespace OrleansMarkets.Architecture;

public sealed class GrainTests
{
    internal const string GrainsFolder = "src/OrleansMarkets.Grains";

    [Fact]
    public void Grains_use_the_subset_that_both_runtimes_share() =>
        Verdict.AssertNone(Repository.In(GrainsFolder).SelectMany(GrainRules.Namespaces));

    [Theory]
    [InlineData("using Orleans.Streams;")]
    [InlineData("using Orleans.Simulated;")]
    [InlineData("using OrleansMarkets.Lab;")]
    [InlineData("using System.IO;")]
    [InlineData("using static System.Net.Dns;")]
    [InlineData("using Feed = Orleans.Transactions.Feed;")]
    public void A_namespace_outside_the_subset_is_found(string text) =>
        Verdict.AssertOne("outside the subset", GrainRules.Namespaces(Grain(text)));

    [Fact]
    public void Input_and_output_in_a_grain_is_found() =>
        Verdict.AssertOne("File", GrainRules.Namespaces(Grain("class C { object M() => File.OpenRead(\"a\"); }")));

    [Theory]
    [InlineData("using System.Collections.Immutable;")]
    [InlineData("using OrleansMarkets.Core.Markets;")]
    [InlineData("using Row = OrleansMarkets.Core.Clearing.ClearingRow;")]
    public void A_namespace_of_the_subset_passes(string text) => Verdict.AssertNone(GrainRules.Namespaces(Grain(text)));

    [Fact]
    public void Grains_derive_from_the_common_base() =>
        Verdict.AssertNone(Repository.In(GrainsFolder).SelectMany(GrainRules.BaseClasses));

    [Fact]
    public void Another_base_class_is_found() =>
        Verdict.AssertOne("derive from", GrainRules.BaseClasses(Grain("class BookGrain : Grain, IBookGrain { }")));

    [Fact]
    public void No_code_is_conditional() => Verdict.AssertNone(Repository.Sources.SelectMany(GrainRules.NoConditionalCode));

    [Fact]
    public void Conditional_code_is_found() =>
        Verdict.AssertOne("conditional", GrainRules.NoConditionalCode(Grain("#if ORLEANS\nclass C { }\n#endif\n")));

    [Fact]
    public void Grain_classes_carry_no_interface_attributes() =>
        Verdict.AssertNone(Repository.Production.SelectMany(GrainRules.GrainClasses));

    [Theory]
    [InlineData("[Alias]", "[Alias(\"a\")] class BookGrain : Grain, IBookGrain { }")]
    [InlineData("[AlwaysInterleave]", "class BookGrain : Grain { [AlwaysInterleave] public Task M() => Task.CompletedTask; }")]
    public void An_interface_attribute_on_a_grain_class_is_found(string words, string text) =>
        Verdict.AssertOne(words, GrainRules.GrainClasses(Grain(text)));

    private static SourceFile Grain(string text) => SourceFile.Parse(GrainsFolder + "/A/C.cs", text);
}
