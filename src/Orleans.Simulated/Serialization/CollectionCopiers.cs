using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;

namespace Orleans.Simulation.Engine;

/// <summary>Copies the collections of the base class library.</summary>
internal static class CollectionCopiers
{
    private static readonly FrozenDictionary<Type, string> Methods = new Dictionary<Type, string>
    {
        [typeof(List<>)] = nameof(CopyList),
        [typeof(HashSet<>)] = nameof(CopyHashSet),
        [typeof(SortedSet<>)] = nameof(CopySortedSet),
        [typeof(Queue<>)] = nameof(CopyQueue),
        [typeof(Stack<>)] = nameof(CopyStack),
        [typeof(LinkedList<>)] = nameof(CopyLinkedList),
        [typeof(ReadOnlyCollection<>)] = nameof(CopyReadOnly),
        [typeof(Dictionary<,>)] = nameof(CopyDictionary),
        [typeof(SortedDictionary<,>)] = nameof(CopySortedDictionary),
        [typeof(SortedList<,>)] = nameof(CopySortedList),
        [typeof(ConcurrentDictionary<,>)] = nameof(CopyConcurrentDictionary),
        [typeof(ImmutableArray<>)] = nameof(CopyImmutableArray),
        [typeof(ImmutableList<>)] = nameof(CopyImmutableList),
        [typeof(ImmutableDictionary<,>)] = nameof(CopyImmutableDictionary),
    }.ToFrozenDictionary();

    private static readonly FrozenSet<Type> Interfaces = new[]
    {
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IReadOnlyCollection<>), typeof(IList<>), typeof(IReadOnlyList<>),
        typeof(ISet<>), typeof(IReadOnlySet<>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>),
    }.ToFrozenSet();

    /// <summary>Whether a generic type definition is a collection that can be sent.</summary>
    public static bool IsKnown(Type definition) => Methods.ContainsKey(definition) || Interfaces.Contains(definition);

    public static Func<object, CopyContext, object>? Find(Type type) =>
        Methods.TryGetValue(type.GetGenericTypeDefinition(), out var method)
            ? typeof(CollectionCopiers).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<object, CopyContext, object>>()
            : null;

    private static T Item<T>(T value, CopyContext context) => (T)DeepCopier.Copy(value, context)!;

    private static TCopy Fill<TCopy, T>(object source, TCopy copy, Action<T> add, CopyContext context)
        where TCopy : class
    {
        context.Add(source, copy);
        foreach (var item in (IEnumerable<T>)source)
        {
            add(Item(item, context));
        }

        return copy;
    }

    private static TCopy FillPairs<TCopy, TKey, TValue>(object source, TCopy copy, CopyContext context)
        where TCopy : class, IDictionary<TKey, TValue>
    {
        context.Add(source, copy);
        foreach (var (key, value) in (IEnumerable<KeyValuePair<TKey, TValue>>)source)
        {
            copy.Add(Item(key, context), Item(value, context));
        }

        return copy;
    }

    private static object CopyList<T>(object source, CopyContext context)
    {
        var copy = new List<T>(((List<T>)source).Count);
        return Fill<List<T>, T>(source, copy, copy.Add, context);
    }

    private static object CopyHashSet<T>(object source, CopyContext context)
    {
        var copy = new HashSet<T>(((HashSet<T>)source).Comparer);
        return Fill<HashSet<T>, T>(source, copy, item => copy.Add(item), context);
    }

    private static object CopySortedSet<T>(object source, CopyContext context)
    {
        var copy = new SortedSet<T>(((SortedSet<T>)source).Comparer);
        return Fill<SortedSet<T>, T>(source, copy, item => copy.Add(item), context);
    }

    private static object CopyQueue<T>(object source, CopyContext context)
    {
        var copy = new Queue<T>();
        return Fill<Queue<T>, T>(source, copy, copy.Enqueue, context);
    }

    private static object CopyStack<T>(object source, CopyContext context)
    {
        var copy = new Stack<T>();
        context.Add(source, copy);
        foreach (var item in ((Stack<T>)source).Reverse())
        {
            copy.Push(Item(item, context));
        }

        return copy;
    }

    private static object CopyLinkedList<T>(object source, CopyContext context)
    {
        var copy = new LinkedList<T>();
        return Fill<LinkedList<T>, T>(source, copy, item => copy.AddLast(item), context);
    }

    private static object CopyReadOnly<T>(object source, CopyContext context) =>
        new ReadOnlyCollection<T>([.. ((IEnumerable<T>)source).Select(item => Item(item, context))]);

    private static object CopyDictionary<TKey, TValue>(object source, CopyContext context)
        where TKey : notnull =>
        FillPairs<Dictionary<TKey, TValue>, TKey, TValue>(source, new(((Dictionary<TKey, TValue>)source).Comparer), context);

    private static object CopySortedDictionary<TKey, TValue>(object source, CopyContext context)
        where TKey : notnull =>
        FillPairs<SortedDictionary<TKey, TValue>, TKey, TValue>(source, new(((SortedDictionary<TKey, TValue>)source).Comparer), context);

    private static object CopySortedList<TKey, TValue>(object source, CopyContext context)
        where TKey : notnull =>
        FillPairs<SortedList<TKey, TValue>, TKey, TValue>(source, new(((SortedList<TKey, TValue>)source).Comparer), context);

    private static object CopyConcurrentDictionary<TKey, TValue>(object source, CopyContext context)
        where TKey : notnull =>
        FillPairs<ConcurrentDictionary<TKey, TValue>, TKey, TValue>(source, new(), context);

    private static object CopyImmutableArray<T>(object source, CopyContext context)
    {
        var array = (ImmutableArray<T>)source;
        return array.IsDefault ? array : ImmutableArray.CreateRange(array, item => Item(item, context));
    }

    private static object CopyImmutableList<T>(object source, CopyContext context) =>
        ((ImmutableList<T>)source).Select(item => Item(item, context)).ToImmutableList();

    private static object CopyImmutableDictionary<TKey, TValue>(object source, CopyContext context)
        where TKey : notnull =>
        ((ImmutableDictionary<TKey, TValue>)source)
            .ToImmutableDictionary(pair => Item(pair.Key, context), pair => Item(pair.Value, context));
}
