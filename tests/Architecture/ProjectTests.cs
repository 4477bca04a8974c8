using System.Xml.Linq;

namespace OrleansMarkets.Architecture;

public sealed class ProjectTests
{
    private static IReadOnlyList<string> Paths => [.. Repository.Projects.Select(project => project.Path)];

    [Fact]
    public void References_point_in_the_allowed_direction() =>
        Verdict.AssertNone(Repository.Projects.SelectMany(project => ProjectRules.ReferenceDirections(project.Path, project.Content)));

    [Theory]
    [InlineData("src/OrleansMarkets.Core/OrleansMarkets.Core.csproj", "OrleansMarkets.Journal")]
    [InlineData("src/OrleansMarkets.Journal/OrleansMarkets.Journal.csproj", "OrleansMarkets.Core")]
    [InlineData("src/OrleansMarkets.Contracts/OrleansMarkets.Contracts.csproj", "OrleansMarkets.Grains")]
    [InlineData("src/OrleansMarkets.Grains/OrleansMarkets.Grains.csproj", "OrleansMarkets.Lab")]
    [InlineData("Client/Sdk/OrleansMarkets.Client.csproj", "OrleansMarkets.Core")]
    [InlineData("src/OrleansMarkets.Lab/OrleansMarkets.Lab.csproj", "OrleansMarkets.Silo")]
    public void A_reference_against_the_direction_is_found(string path, string reference) =>
        Verdict.AssertOne("must not reference", ProjectRules.ReferenceDirections(path, Project("ProjectReference", reference + ".csproj")));

    [Fact]
    public void A_project_without_a_rule_is_found() =>
        Verdict.AssertOne("no rule", ProjectRules.ReferenceDirections("src/Other/Other.csproj", Project("ProjectReference", "A.csproj")));

    [Fact]
    public void Runtime_packages_come_from_the_flavour_switch() =>
        Verdict.AssertNone(Repository.Projects.SelectMany(project => ProjectRules.RuntimePackages(project.Path, project.Content)));

    [Fact]
    public void A_runtime_package_in_a_project_is_found() =>
        Verdict.AssertOne("flavour switch", ProjectRules.RuntimePackages("p", Project("PackageReference", "Microsoft.Orleans.Sdk")));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Verdict.AssertNone(ProjectRules.MissingFromSolution(Paths, Repository.Read("OrleansMarkets.sln")));

    [Fact]
    public void A_project_outside_the_solution_is_found() =>
        Verdict.AssertOne("not in the solution", ProjectRules.MissingFromSolution(["src/A/A.csproj"], "\"src\\B\\A.csproj\""));

    [Fact]
    public void Every_test_project_is_in_a_suite() =>
        Verdict.AssertNone(ProjectRules.MissingFromSuites(Paths, Repository.Read("test.sh")));

    [Fact]
    public void A_test_project_outside_the_suites_is_found() =>
        Verdict.AssertOne("in no suite", ProjectRules.MissingFromSuites(["tests/A/A.csproj"], "[unit]=\"A.Tests B\""));

    [Fact]
    public void Every_file_belongs_to_a_project() =>
        Verdict.AssertNone(ProjectRules.FilesOutsideProjects(Repository.Sources, Paths));

    [Fact]
    public void A_file_outside_the_projects_is_found() =>
        Verdict.AssertOne("no project", ProjectRules.FilesOutsideProjects([SourceFile.Parse("src/AB/C.cs", "")], ["src/A/A.csproj"]));

    private static XDocument Project(string item, string include) =>
        new(new XElement("Project", new XElement("ItemGroup", new XElement(item, new XAttribute("Include", include)))));
}
