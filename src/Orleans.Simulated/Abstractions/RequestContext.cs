namespace Orleans.Runtime;

/// <summary>Values that flow with calls from caller to callee, never back.</summary>
public static class RequestContext
{
    /// <summary>Names of the values.</summary>
    public static IEnumerable<string> Keys => CallContext.CurrentValues?.Keys.ToArray() ?? [];

    /// <summary>All values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => CallContext.CurrentValues?.ToArray() ?? [];

    /// <summary>Reads a value.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>The value; null when there is none.</returns>
    public static object? Get(string key) =>
        CallContext.CurrentValues is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for this turn and the calls it makes.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The value.</param>
    public static void Set(string key, object value)
    {
        // Copy on write: requests under way share the old values.
        var values = CallContext.CurrentValues is { } old
            ? new SortedDictionary<string, object>(old, StringComparer.Ordinal)
            : new SortedDictionary<string, object>(StringComparer.Ordinal);
        values[key] = value;
        CallContext.SetValues(values);
    }

    /// <summary>Removes a value.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(string key)
    {
        if (CallContext.CurrentValues is not { } old || !old.ContainsKey(key))
        {
            return false;
        }

        var values = new SortedDictionary<string, object>(old, StringComparer.Ordinal);
        values.Remove(key);
        CallContext.SetValues(values.Count == 0 ? null : values);
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => CallContext.SetValues(null);
}
