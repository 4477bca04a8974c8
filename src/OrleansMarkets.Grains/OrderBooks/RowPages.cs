using System.Collections.Immutable;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>Pages the rows of a market in account order.</summary>
internal static class RowPages
{
    /// <summary>Most rows of one page.</summary>
    public const int MaximumRows = 1_000;

    /// <summary>Reads one page.</summary>
    public static RowPage Read(MarketEngine engine, in RowQuery query, long epoch)
    {
        var rows = new ClearingRow[engine.RowCount];
        int count = engine.CopyRows(0, rows);
        long after = query.AfterAccount;
        bool openOnly = query.OpenOnly;
        List<ClearingRow> wanted = [];
        foreach (ClearingRow row in rows.AsSpan(0, count))
        {
            if (row.Account > after && (!openOnly || row.SizeLots != 0 || row.OpenOrders > 0))
            {
                wanted.Add(row);
            }
        }

        wanted.Sort((left, right) => left.Account.CompareTo(right.Account));
        int take = Math.Min(wanted.Count, Math.Clamp(query.Limit, 1, MaximumRows));
        ImmutableArray<RowImage>.Builder page = ImmutableArray.CreateBuilder<RowImage>(take);
        for (int i = 0; i < take; i++)
        {
            page.Add(wanted[i].ToContract());
        }

        return new RowPage(epoch, engine.Sequence, page.MoveToImmutable(), wanted.Count > take);
    }
}
