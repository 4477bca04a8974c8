using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>Result codes are stable numbers: each is written out, used once and inside a band that the enum's summary names.</summary>
internal static class ResultCodeRules
{
    private static readonly (int First, int Last)[] Bands =
        [(0, 0), (1000, 1299), (2000, 2999), (3000, 3999), (4000, 4999), (5000, 5999), (9000, 9999)];

    public static IEnumerable<string> Check(SourceFile file)
    {
        var seen = new Dictionary<int, string>();
        foreach (var member in file.All<EnumMemberDeclarationSyntax>())
        {
            string name = member.Identifier.Text;
            if (!int.TryParse(member.EqualsValue?.Value.ToString(), CultureInfo.InvariantCulture, out int value))
            {
                yield return file.At(member, $"{name} has no written number");
                continue;
            }

            if (!Bands.Any(band => band.First <= value && value <= band.Last))
            {
                yield return file.At(member, $"{name} = {value} is in no band");
            }

            if (!seen.TryAdd(value, name))
            {
                yield return file.At(member, $"{name} = {value} is already {seen[value]}");
            }
        }
    }
}
