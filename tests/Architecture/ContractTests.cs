namespace OrleansMarkets.Architecture;

public sealed class ContractTests
{
    internal const string ContractsFolder = "src/OrleansMarkets.Contracts";
    internal const string Usings = "using OrleansMarkets.Core.Markets; namespace OrleansMarkets.Contracts.Books;\n";
    internal const string Method = "[Alias(\"i\")] public interface I : IGrainWithStringKey { [Alias(\"m\")] ";
    internal const string Attributes = "[GenerateSerializer, Immutable, Alias(\"a\")] public ";

    private static readonly SourceFile CoreEnum =
        SourceFile.Parse("src/OrleansMarkets.Core/Markets/Kind.cs", "namespace OrleansMarkets.Core.Markets; public enum Kind { A }");

    private static readonly SourceFile CoreStruct =
        SourceFile.Parse("src/OrleansMarkets.Core/Markets/Spec.cs", "namespace OrleansMarkets.Core.Markets; public struct Spec { }");

    [Fact]
    public void Messages_can_be_carried_by_both_runtimes()
    {
        var rules = new MessageRules(RepositoryIndex());
        Verdict.AssertNone(Repository.In(ContractsFolder).SelectMany(rules.Check));
    }

    [Theory]
    [InlineData("no [GenerateSerializer]", "[Immutable, Alias(\"a\")] public record struct M(long A);")]
    [InlineData("no [Immutable]", "[GenerateSerializer, Alias(\"a\")] public record struct M(long A);")]
    [InlineData("no [Alias]", "[GenerateSerializer, Immutable] public record struct M(long A);")]
    [InlineData("no [Id]", Attributes + "record struct M(long A) { public long B { get; init; } }")]
    [InlineData("no [Id]", Attributes + "class M { [Id(0)] public long A; public long B; }")]
    [InlineData("[Id(0)] more than once", Attributes + "class M { [Id(0)] public long A; [Id(0)] public long B; }")]
    [InlineData("[Id(1)] more than once", Attributes + "record M([property: Id(1)] long A, [property: Id(1)] long B);")]
    [InlineData("nothing to serialize", Attributes + "record M;")]
    [InlineData("Core type Spec", Attributes + "record M(Spec A);")]
    [InlineData("Core type Spec", Attributes + "record M(ImmutableArray<Spec> A);")]
    [InlineData("use ImmutableArray", Attributes + "record M(long[] A);")]
    [InlineData("is no primitive", Attributes + "record M(List<long> A);")]
    [InlineData("object", Attributes + "record M(object A);")]
    [InlineData("delegate", "public delegate void M(long a);")]
    public void A_message_that_cannot_be_carried_is_found(string words, string text) => Verdict.AssertOne(words, Messages(text));

    [Theory]
    [InlineData(Attributes + "record struct M(long A, string? B, Kind C, ImmutableArray<M> D) { public long Twice => 2 * A; }")]
    [InlineData(Attributes + "class M { public const int Limit = 3; [Id(0)] public Kind? A { get; init; } }")]
    public void A_sound_message_passes(string text) => Verdict.AssertNone(Messages(text));

    [Fact]
    public void Grain_interfaces_can_be_called_on_both_runtimes()
    {
        var rules = new GrainInterfaceRules(new MessageRules(RepositoryIndex()));
        Verdict.AssertNone(Repository.In(ContractsFolder).SelectMany(rules.Check));
    }

    [Theory]
    [InlineData("no grain interface", "public interface I { }")]
    [InlineData("I has no [Alias]", "public interface I : IGrainWithStringKey { }")]
    [InlineData("M has no [Alias]", "[Alias(\"i\")] public interface I : IGrainWithStringKey { Task M(); }")]
    [InlineData("returns Task", Method + "long M(); }")]
    [InlineData("returns Task", Method + "void M(); }")]
    [InlineData("no modifier", Method + "Task M(out long a); }")]
    [InlineData("instance methods", "[Alias(\"i\")] public interface I : IGrainWithStringKey { long A { get; } }")]
    [InlineData("Core type Spec", Method + "Task M(Spec a); }")]
    [InlineData("Core type Spec", Method + "Task<Spec> M(); }")]
    [InlineData("more than once", Method + "Task M(); [Alias(\"m\")] Task N(); }")]
    public void An_interface_that_cannot_be_called_is_found(string words, string text) => Verdict.AssertOne(words, Interfaces(text));

    [Fact]
    public void A_sound_interface_passes() =>
        Verdict.AssertNone(Interfaces(Method + "ValueTask<Kind> M(string a, CancellationToken token = default); }"));

    [Fact]
    public void Type_aliases_are_unique() =>
        Verdict.AssertNone(GrainInterfaceRules.RepeatedTypeAliases(Repository.In(ContractsFolder)));

    [Fact]
    public void A_repeated_type_alias_is_found()
    {
        SourceFile[] files = [Contract(Attributes + "record M(long A);"), Contract(Attributes + "record N(long A);")];
        Verdict.AssertOne("alias a names", GrainInterfaceRules.RepeatedTypeAliases(files));
    }

    private static TypeIndex RepositoryIndex() =>
        new(Repository.In(ContractsFolder).Concat(Repository.In("src/OrleansMarkets.Core")));

    private static SourceFile Contract(string text) => SourceFile.Parse(ContractsFolder + "/Books/M.cs", Usings + text);

    private static IEnumerable<string> Messages(string text) => Rules(text, out var file).Check(file);

    private static IEnumerable<string> Interfaces(string text) => new GrainInterfaceRules(Rules(text, out var file)).Check(file);

    private static MessageRules Rules(string text, out SourceFile file)
    {
        file = Contract(text);
        return new MessageRules(new TypeIndex([file, CoreEnum, CoreStruct]));
    }
}
