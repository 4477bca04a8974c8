using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Grains.Tests.Markets;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Storage;

public sealed class JournalGrainStorageTests
{
    private static readonly GrainId Id = GrainId.Create("thing", "k/1");

    private readonly ManualClock _clock = new();
    private readonly MemoryJournalStore _store;
    private readonly JournalGrainStorage _storage;

    public JournalGrainStorageTests()
    {
        _store = new MemoryJournalStore(_clock);
        _storage = new JournalGrainStorage(_store, _clock);
    }

    [Fact]
    public async Task What_was_never_written_does_not_exist()
    {
        GrainState<Note> state = await Read();

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(string.Empty, state.State!.Text);
    }

    [Fact]
    public async Task A_written_state_is_read_by_another_silo()
    {
        GrainState<Note> state = await Read();
        foreach (string text in new[] { "one", "two", "three" })
        {
            state.State!.Text = text;
            await _storage.WriteStateAsync("note", Id, state);
        }

        GrainState<Note> read = new() { State = new Note() };
        await new JournalGrainStorage(_store, _clock).ReadStateAsync("note", Id, read);
        Assert.True(read.RecordExists);
        Assert.Equal(("three", state.ETag), (read.State!.Text, read.ETag));
    }

    [Fact]
    public async Task A_write_on_an_older_version_is_refused_and_changes_nothing()
    {
        GrainState<Note> mine = await Read();
        GrainState<Note> theirs = await Read();
        theirs.State!.Text = "theirs";
        await new JournalGrainStorage(_store, _clock).WriteStateAsync("note", Id, theirs);

        mine.State!.Text = "mine";
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("note", Id, mine));
        Assert.Equal("theirs", (await Read()).State!.Text);
    }

    [Fact]
    public async Task A_stream_that_another_silo_took_is_taken_back_for_the_next_write()
    {
        GrainState<Note> state = await Read();
        await _storage.WriteStateAsync("note", Id, state);
        JournalGrainStorage other = new(_store, _clock);
        state.State!.Text = "other";
        await other.WriteStateAsync("note", Id, state);
        state.State!.Text = "again here";
        await _storage.WriteStateAsync("note", Id, state);

        Assert.Equal("again here", (await Read()).State!.Text);
    }

    [Fact]
    public async Task A_cleared_state_does_not_exist_and_can_be_written_again()
    {
        GrainState<Note> state = await Read();
        state.State!.Text = "gone";
        await _storage.WriteStateAsync("note", Id, state);
        await _storage.ClearStateAsync("note", Id, state);
        Assert.False(state.RecordExists);
        Assert.False((await Read()).RecordExists);

        GrainState<Note> stale = new() { State = new Note() };
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("note", Id, stale));
        state.State!.Text = "back";
        await _storage.WriteStateAsync("note", Id, state);
        Assert.Equal("back", (await Read()).State!.Text);
    }

    private async Task<GrainState<Note>> Read()
    {
        GrainState<Note> state = new() { State = new Note() };
        await _storage.ReadStateAsync("note", Id, state);
        return state;
    }

    public sealed class Note
    {
        public string Text { get; set; } = string.Empty;
    }
}
