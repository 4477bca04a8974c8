using System.CommandLine;
using System.CommandLine.Parsing;

namespace OrleansMarkets.Cli.Commands;

/// <summary>
/// What a validator may ask about the arguments of a line: whether they are there. Their values may be none, which the parser says by
/// itself, and asking for such a value would end the program.
/// </summary>
internal static class GivenArguments
{
    /// <summary>Whether an argument was given, sound or not.</summary>
    public static bool IsGiven(this SymbolResult result, Argument argument) => result.GetResult(argument) is { Tokens.Count: > 0 };

    /// <summary>Whether an option was given, sound or not.</summary>
    public static bool IsGiven(this SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>The text of an option's value; empty if it has none.</summary>
    public static string Text(this OptionResult result) => result.Tokens is [var token] ? token.Value : "";
}
