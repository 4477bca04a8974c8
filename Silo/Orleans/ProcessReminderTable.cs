using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>
/// The reminders of the one silo of this process, in its memory. The runtime's own table in memory is a grain, which the reminder service
/// goes on asking while the silo stops and no grain can be placed any more. Every start registers its reminders again.
/// </summary>
internal sealed class ProcessReminderTable : IReminderTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> _rows = [];
    private long _lastTag;

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => Select(grain => grain == grainId);

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Select(grain => IsWithin(grain.GetUniformHashCode(), begin, end));

    /// <inheritdoc/>
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue((grainId, reminderName), out ReminderEntry? row) ? Copy(row) : null);
        }
    }

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        lock (_lock)
        {
            ReminderEntry row = Copy(entry);
            row.ETag = (++_lastTag).ToString(CultureInfo.InvariantCulture);
            _rows[(row.GrainId, row.ReminderName)] = row;
            return Task.FromResult<string?>(row.ETag);
        }
    }

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        lock (_lock)
        {
            bool present = _rows.TryGetValue((grainId, reminderName), out ReminderEntry? row) && row.ETag == eTag;
            return Task.FromResult(present && _rows.Remove((grainId, reminderName)));
        }
    }

    /// <inheritdoc/>
    public Task TestOnlyClearTable()
    {
        lock (_lock)
        {
            _rows.Clear();
        }

        return Task.CompletedTask;
    }

    private Task<ReminderTableData> Select(Func<GrainId, bool> wanted)
    {
        lock (_lock)
        {
            return Task.FromResult(new ReminderTableData(_rows.Values.Where(row => wanted(row.GrainId)).Select(Copy)));
        }
    }

    // The part (begin, end] of the ring of hashes; it goes over the top, or all around, if the end is not above the beginning.
    private static bool IsWithin(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Copy(ReminderEntry row) => new()
    {
        GrainId = row.GrainId,
        ReminderName = row.ReminderName,
        StartAt = row.StartAt,
        Period = row.Period,
        ETag = row.ETag,
    };
}
