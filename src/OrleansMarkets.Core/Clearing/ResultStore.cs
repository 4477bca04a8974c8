using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The results of commands under (account, id), kept for their time or as long as their order rests. Results that wait for their time lie
/// in a wheel of one-second buckets; when book time passes a bucket it is appended, whole, to the list of what is due. Steps forget due
/// results from its head. A busy market keeps far more results than a cache holds, so what comes next in a list is asked for early.
/// </summary>
internal sealed class ResultStore
{
    internal const int None = -1;

    /// <summary>Results of one page: the store grows page by page and copies nothing when it does.</summary>
    internal const int PageResults = 1 << PageBits;

    private const int PageBits = 12;

    /// <summary>Buckets of the wheel: more seconds than the longest deadline and the retention together.</summary>
    internal const int WheelSeconds = 128;

    internal const long NanosecondsPerSecond = 1_000_000_000;

    private readonly ResultIndex _index = new();
    private readonly int[] _head = new int[WheelSeconds];
    private readonly int[] _tail = new int[WheelSeconds];
    private readonly int[] _waiting = new int[WheelSeconds];
    private readonly List<StoredResult[]> _pages = [];
    private int _used;
    private int _free = None;
    private int _dueHead = None;
    private int _dueTail = None;

    /// <summary>Makes an empty store.</summary>
    /// <param name="timeNs">Present book time.</param>
    public ResultStore(long timeNs)
    {
        Array.Fill(_head, None);
        Array.Fill(_tail, None);
        Second = timeNs / NanosecondsPerSecond;
    }

    /// <summary>The second of book time: the first bucket of the wheel.</summary>
    public long Second { get; private set; }

    /// <summary>Number of stored results.</summary>
    public int Count => _index.Count;

    /// <summary>Number of results past their time.</summary>
    public int DueCount { get; private set; }

    /// <summary>First of the results past their time; −1 if none.</summary>
    public int DueHead => _dueHead;

    /// <summary>The result in a slot.</summary>
    public ref StoredResult this[int slot] => ref _pages[slot >> PageBits][slot & (PageResults - 1)];

    /// <summary>First result of a bucket; −1 if none.</summary>
    /// <param name="offset">Seconds after <see cref="Second"/>.</param>
    public int BucketHead(int offset) => _head[BucketOf(Second + offset)];

    /// <summary>Number of results in a bucket.</summary>
    /// <param name="offset">Seconds after <see cref="Second"/>.</param>
    public int WaitingIn(int offset) => _waiting[BucketOf(Second + offset)];

    /// <summary>Slot of a result; −1 if there is none.</summary>
    public int Find(long account, CommandId id) => _index.Find(this, new ResultKey(account, id));

    /// <summary>Stores a result outside of any list: it stays until <see cref="Queue"/> and its time.</summary>
    public int Add(in ResultKey key, ulong bodyHash, long keepUntilNs, in CommandResult result)
    {
        int slot = Allocate();
        _index.Add(this, key, slot);
        ref StoredResult stored = ref this[slot];
        stored.Key = key;
        stored.BodyHash = bodyHash;
        stored.KeepUntilNs = keepUntilNs;
        stored.Result = result;
        stored.Next = None;
        return slot;
    }

    /// <summary>A hint for the cache: a result will soon be looked for.</summary>
    public void PrefetchEntry(long account, CommandId id) => _index.Prefetch(new ResultKey(account, id));

    /// <summary>A hint for the cache: a result, if there is one in the slot, will soon be needed.</summary>
    public void Prefetch(int slot)
    {
        if (slot != None)
        {
            // A result begins anywhere in a line, and takes two or three.
            ref StoredResult stored = ref this[slot];
            CacheHint.Prefetch(ref stored.Key);
            CacheHint.Prefetch(ref stored.Result);
            CacheHint.Prefetch(ref stored.Next);
        }
    }

    /// <summary>Lets a result wait for its time.</summary>
    public void Queue(int slot)
    {
        long second = Math.Clamp(this[slot].KeepUntilNs / NanosecondsPerSecond, Second, Second + WheelSeconds - 1);
        QueueAt(slot, (int)(second - Second));
    }

    /// <summary>Puts a result at the end of a bucket.</summary>
    /// <param name="slot">The result.</param>
    /// <param name="offset">Seconds after <see cref="Second"/>.</param>
    public void QueueAt(int slot, int offset)
    {
        int bucket = BucketOf(Second + offset);
        this[slot].Next = None;
        Append(ref _head[bucket], ref _tail[bucket], slot, slot);
        _waiting[bucket]++;
    }

    /// <summary>Puts a result at the end of what is due.</summary>
    public void QueueDue(int slot)
    {
        this[slot].Next = None;
        Append(ref _dueHead, ref _dueTail, slot, slot);
        DueCount++;
    }

    /// <summary>Moves the wheel to the second of book time.</summary>
    public void AdvanceTo(long timeNs)
    {
        long second = timeNs / NanosecondsPerSecond;
        if (second == Second)
        {
            return;
        }

        long turns = Math.Min(second - Second, WheelSeconds);
        for (long turn = 0; turn < turns; turn++)
        {
            MoveToDue(BucketOf(Second + turn));
        }

        Second = second;
    }

    /// <summary>Forgets the first results of those past their time.</summary>
    /// <exception cref="InvalidOperationException">Fewer are due.</exception>
    public void ForgetDue(int count)
    {
        if (count > DueCount)
        {
            throw new InvalidOperationException($"{count} results should expire and {DueCount} are due.");
        }

        for (int forgotten = 0; forgotten < count; forgotten++)
        {
            int slot = _dueHead;
            _dueHead = this[slot].Next;
            Prefetch(_dueHead);
            _index.Remove(this[slot].Key, slot);
            this[slot].Next = _free;
            _free = slot;
        }

        DueCount -= count;
        if (_dueHead == None)
        {
            _dueTail = None;
        }
    }

    private static int BucketOf(long second) => (int)(second % WheelSeconds);

    private void MoveToDue(int bucket)
    {
        int head = _head[bucket];
        if (head == None)
        {
            return;
        }

        Append(ref _dueHead, ref _dueTail, head, _tail[bucket]);
        DueCount += _waiting[bucket];
        _waiting[bucket] = 0;
        _head[bucket] = None;
        _tail[bucket] = None;
    }

    private void Append(ref int listHead, ref int listTail, int head, int tail)
    {
        if (listTail == None)
        {
            listHead = head;
        }
        else
        {
            this[listTail].Next = head;
        }

        listTail = tail;
    }

    private int Allocate()
    {
        if (_free != None)
        {
            int slot = _free;
            _free = this[slot].Next;
            Prefetch(_free);
            return slot;
        }

        if (_used == _pages.Count * PageResults)
        {
            _pages.Add(new StoredResult[PageResults]);
        }

        return _used++;
    }
}
