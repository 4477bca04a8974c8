using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Silo.Hosting;

namespace OrleansMarkets.Grains.Tests.Hosting;

/// <summary>The host's own table of reminders, which only Microsoft Orleans asks for.</summary>
public sealed class ProcessReminderTableTests
{
    private static readonly GrainId First = GrainId.Create("keeper", "1");
    private static readonly GrainId Second = GrainId.Create("keeper", "2");

    private readonly ProcessReminderTable _table = new();

    [Fact]
    public async Task A_reminder_is_found_by_its_grain_and_name_and_replaced_by_the_next_of_its_name()
    {
        string? early = await _table.UpsertRow(Row(First, "wake", minutes: 1));
        string? late = await _table.UpsertRow(Row(First, "wake", minutes: 5));
        await _table.UpsertRow(Row(First, "nudge", minutes: 2));
        await _table.UpsertRow(Row(Second, "wake", minutes: 3));

        ReminderEntry? found = await _table.ReadRow(First, "wake");
        Assert.NotEqual(early, late);
        Assert.Equal((late, TimeSpan.FromMinutes(5)), (found?.ETag, found?.Period ?? default));
        Assert.Equal(["nudge", "wake"], (await _table.ReadRows(First)).Reminders.Select(row => row.ReminderName).Order());
        Assert.Null(await _table.ReadRow(Second, "nudge"));
    }

    [Fact]
    public async Task Only_who_names_the_newest_tag_removes_a_reminder()
    {
        string? early = await _table.UpsertRow(Row(First, "wake", minutes: 1));
        string? late = await _table.UpsertRow(Row(First, "wake", minutes: 1));

        Assert.False(await _table.RemoveRow(First, "wake", early!));
        Assert.False(await _table.RemoveRow(Second, "wake", late!));
        Assert.True(await _table.RemoveRow(First, "wake", late!));
        Assert.False(await _table.RemoveRow(First, "wake", late!));
        Assert.Null(await _table.ReadRow(First, "wake"));
    }

    [Fact]
    public async Task A_range_has_its_end_and_not_its_beginning_and_goes_over_the_top()
    {
        await _table.UpsertRow(Row(First, "wake", minutes: 1));
        uint hash = First.GetUniformHashCode();
        Assert.InRange(hash, 2u, uint.MaxValue - 2);

        Assert.Equal(1, await CountAsync(hash - 1, hash));
        Assert.Equal(0, await CountAsync(hash, hash + 1));
        Assert.Equal(0, await CountAsync(hash + 1, hash - 1));
        Assert.Equal(1, await CountAsync(hash + 1, hash));
        Assert.Equal(1, await CountAsync(hash - 1, 0));
        Assert.Equal(1, await CountAsync(7, 7));
    }

    [Fact]
    public async Task Who_changes_what_he_gave_or_got_changes_no_row()
    {
        ReminderEntry given = Row(First, "wake", minutes: 1);
        await _table.UpsertRow(given);
        given.Period = TimeSpan.FromMinutes(9);
        (await _table.ReadRow(First, "wake"))!.Period = TimeSpan.FromMinutes(9);

        Assert.Equal(TimeSpan.FromMinutes(1), Assert.Single((await _table.ReadRows(0u, 0u)).Reminders).Period);
    }

    private async Task<int> CountAsync(uint begin, uint end) => (await _table.ReadRows(begin, end)).Reminders.Count;

    private static ReminderEntry Row(GrainId grain, string name, int minutes) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = DateTime.UnixEpoch,
        Period = TimeSpan.FromMinutes(minutes),
    };
}
