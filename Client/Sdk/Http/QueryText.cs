using System.Globalization;

namespace OrleansMarkets.Client.Http;

/// <summary>The query of a request, written once: what is signed is what is sent.</summary>
internal static class QueryText
{
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var parts = new List<string>(parameters.Length);
        foreach ((string name, string? value) in parameters)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return string.Join('&', parts);
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
