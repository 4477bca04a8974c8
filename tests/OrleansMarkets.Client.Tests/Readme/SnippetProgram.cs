using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace OrleansMarkets.Client.Tests.Readme;

/// <summary>Compiles a program of one file as a project with the usual settings would, beside the assemblies of these tests.</summary>
internal static class SnippetProgram
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Compiles with nullable references and warnings as errors.</summary>
    /// <returns>The arguments with which <c>dotnet</c> runs it.</returns>
    public static string[] Compile(string name, string source)
    {
        string folder = AppContext.BaseDirectory;
        string references = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(SourceText.From(ImplicitUsings)), CSharpSyntaxTree.ParseText(SourceText.From(source))],
            references.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error));
        string assembly = Path.Combine(folder, name + ".dll");
        EmitResult emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error)));
        string tests = Path.Combine(folder, typeof(SnippetProgram).Assembly.GetName().Name!);
        return ["exec", "--runtimeconfig", tests + ".runtimeconfig.json", "--depsfile", tests + ".deps.json", assembly];
    }
}
