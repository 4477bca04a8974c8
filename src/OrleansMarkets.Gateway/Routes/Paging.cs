using System.Globalization;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Pages of lists that are newest first. A cursor is the last item's place, so that new items do not move the pages.</summary>
internal static class Paging
{
    /// <summary>Cuts a page out of items.</summary>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <typeparam name="TShape">What is shown.</typeparam>
    /// <param name="request">Names limit and cursor.</param>
    /// <param name="items">All items, in any order.</param>
    /// <param name="place">An item's time and id, which together are unique.</param>
    /// <param name="shape">Shows an item.</param>
    /// <param name="defaultLimit">Items of a page that names no limit.</param>
    /// <param name="maximumLimit">Most items of a page.</param>
    /// <exception cref="RequestException">The cursor is malformed.</exception>
    public static ListPage<TShape> Page<TItem, TShape>(
        GatewayRequest request,
        IEnumerable<TItem> items,
        Func<TItem, (long TimeNs, string Id)> place,
        Func<TItem, TShape> shape,
        int defaultLimit,
        int maximumLimit)
    {
        int limit = request.Query.Number("limit", defaultLimit, 1, maximumLimit);
        (long TimeNs, string Id)? after = request.Query.Text("cursor") is { } cursor ? Read(cursor) : null;
        TItem[] page =
        [
            .. items
                .Where(item => after is not { } last || Compare(place(item), last) > 0)
                .Order(Comparer<TItem>.Create((left, right) => Compare(place(left), place(right))))
                .Take(limit + 1),
        ];
        return new ListPage<TShape>
        {
            Category = request.Query.Text("category") ?? string.Empty,
            Items = [.. page.Take(limit).Select(shape)],
            NextPageCursor = page.Length > limit ? Write(place(page[limit - 1])) : string.Empty,
        };
    }

    private static int Compare((long TimeNs, string Id) left, (long TimeNs, string Id) right) =>
        left.TimeNs != right.TimeNs ? right.TimeNs.CompareTo(left.TimeNs) : string.CompareOrdinal(left.Id, right.Id);

    private static string Write((long TimeNs, string Id) place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.TimeNs}_{place.Id}");

    private static (long TimeNs, string Id) Read(string cursor)
    {
        int end = cursor.IndexOf('_');
        return end > 0 && long.TryParse(cursor.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out long timeNs)
            ? (timeNs, cursor[(end + 1)..])
            : throw RequestException.Invalid("cursor is not one of this list");
    }
}
