using System.Globalization;
using Microsoft.Extensions.Options;

namespace OrleansMarkets.Grains.Hosting;

/// <summary>Collects everything that is wrong with the values of one options class, so that one start reports all of it.</summary>
internal sealed class OptionsCheck
{
    private readonly List<string> _failures = [];

    /// <summary>What was found.</summary>
    public ValidateOptionsResult Result => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    /// <summary>A value within its range, both ends included.</summary>
    public void Within<T>(string code, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            _failures.Add(string.Create(CultureInfo.InvariantCulture, $"{code}: {value} is not between {least} and {most}"));
        }
    }

    /// <summary>Something that has to be there.</summary>
    public bool Present(string code, object? value)
    {
        if (value is null)
        {
            _failures.Add($"{code}: is missing");
        }

        return value is not null;
    }
}
