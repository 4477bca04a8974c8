using System.Collections.Immutable;
using System.Reflection;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Tests.Clearing.Hostile;

/// <summary>
/// Every way to replace one field of a command by a hostile value: the fields of the records in it too, whatever they are, so that a new
/// field is tested from the day it is added.
/// </summary>
internal static class Mutations
{
    private static readonly long[] Numbers =
    [
        0, 1, -1, 2, 3, 7, 999, 1_000, 1_001, 1_000_000, 1_000_001, -1_000_000,
        int.MaxValue, (long)int.MaxValue + 1, int.MinValue,
        (1L << 42) - 1, 1L << 42, 1L << 50, MarketLimits.MaximumSideLots, MarketLimits.MaximumReserveQuanta,
        MarketLimits.MaximumReserveQuanta + 1, 1L << 62, long.MaxValue - 1, long.MaxValue, long.MinValue, long.MinValue + 1,
        TestMarket.StartNs, TestMarket.StartNs + MarketLimits.MaximumDeadlineNs, TestMarket.StartNs + (2 * MarketLimits.MaximumDeadlineNs),
    ];

    private static readonly string?[] Texts =
    [
        null, string.Empty, " ", "a\0b", "a\nb", "\u0085", "\uD800", "\uDFFF\uD800", "é", "\u202E",
        new string('x', MarketLimits.MaximumActorLength), new string('x', MarketLimits.MaximumReasonLength),
        new string('x', MarketLimits.MaximumReasonLength + 1), new string('\u4E2D', MarketLimits.MaximumReasonLength),
    ];

    private static readonly MethodInfo Copies = typeof(Mutations).GetMethod(nameof(OfArray), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The command with one field replaced, each with the name of the field.</summary>
    public static IEnumerable<(string Field, IMarketCommand Command)> Of(IMarketCommand command) =>
        OfRecord(command).Select(OfCommand);

    /// <summary>The command with any one field replaced; the same command if it has none.</summary>
    public static (string Field, IMarketCommand Command) Any(IMarketCommand command, Random random)
    {
        int fields = FieldsOf(command).Length;
        (string Field, object? Value)[] mutants = fields == 0 ? [] : [.. OfField(command, random.Next(fields))];
        return mutants.Length == 0 ? (string.Empty, command) : OfCommand(mutants[random.Next(mutants.Length)]);
    }

    private static (string Field, IMarketCommand Command) OfCommand((string Field, object? Value) mutant) =>
        (mutant.Field, (IMarketCommand)mutant.Value!);

    private static IEnumerable<(string Field, object? Value)> OfRecord(object record) =>
        Enumerable.Range(0, FieldsOf(record).Length).SelectMany(field => OfField(record, field));

    private static IEnumerable<(string Field, object? Value)> OfField(object record, int at)
    {
        ParameterInfo[] fields = FieldsOf(record);
        object?[] values = [.. fields.Select(each => record.GetType().GetProperty(each.Name!)!.GetValue(record))];
        foreach ((string field, object? value) in OfValue(fields[at].ParameterType, values[at]))
        {
            object?[] mutated = [.. values];
            mutated[at] = value;
            yield return ($"{fields[at].Name}{field} = {value ?? "null"}", ConstructorOf(record)!.Invoke(mutated));
        }
    }

    private static ParameterInfo[] FieldsOf(object record) => ConstructorOf(record)?.GetParameters() ?? [];

    private static ConstructorInfo? ConstructorOf(object record) =>
        record.GetType().GetConstructors().MaxBy(each => each.GetParameters().Length);

    private static IEnumerable<(string Field, object? Value)> OfValue(Type type, object? value)
    {
        IEnumerable<object?>? plain = type switch
        {
            _ when type == typeof(long) => Near((long)value!),
            _ when type == typeof(int) => Near((int)value!).Where(each => (long)each is >= int.MinValue and <= int.MaxValue)
                .Select(each => (object?)(int)(long)each),
            _ when type == typeof(ulong) => [0UL, 1UL, ulong.MaxValue],
            _ when type == typeof(bool) => [false, true],
            _ when type == typeof(string) => Texts,
            _ when type == typeof(ClientOrderId) => [ClientOrderId.None, ClientOrderId.Malformed, ClientOrderId.From("a-name")],
            _ when type.IsEnum => OfEnum(type),
            _ => null,
        };
        if (plain is not null)
        {
            return plain.Select(each => (string.Empty, each));
        }

        if (type.IsGenericType)
        {
            return (IEnumerable<(string, object?)>)Copies.MakeGenericMethod(type.GenericTypeArguments[0]).Invoke(null, [type, value])!;
        }

        IEnumerable<(string, object?)> whole = type.IsValueType ? [(string.Empty, Activator.CreateInstance(type))] : [(string.Empty, null)];
        object? present = value ?? Plain(type);
        return present is null ? whole : whole.Concat(OfRecord(present).Select(each => ($".{each.Field}", each.Value)));
    }

    // Lists are empty, missing, too long, have an element twice, or one that is hostile.
    private static List<(string Field, object? Value)> OfArray<T>(Type type, object? value)
        where T : struct
    {
        T[] present = value switch
        {
            ReadOnlyMemory<T> memory => memory.ToArray(),
            ImmutableArray<T> { IsDefault: false } array => [.. array],
            _ => [],
        };
        var arrays = new List<(string Field, T[]? Array)> { ("[]", []), ("[...]", null), ("[+]", [.. present, .. present]) };
        T any = present.Length == 0 ? default : present[0];
        arrays.Add(("[257]", [.. Enumerable.Repeat(any, MarketLimits.MaximumDeleverageCounterparties + 1)]));
        for (int at = 0; at < present.Length; at++)
        {
            int place = at;
            arrays.AddRange(OfRecord(present[at]).Select(
                each => ($"[{place}].{each.Field}", (T[]?)Replaced(present, place, (T)each.Value!))));
        }

        return [.. arrays.Select(each => (each.Field, Wrapped(type, each.Array)))];
    }

    private static T[] Replaced<T>(T[] values, int at, T value)
    {
        T[] copy = [.. values];
        copy[at] = value;
        return copy;
    }

    private static object? Wrapped<T>(Type type, T[]? array) => type == typeof(ReadOnlyMemory<T>)
        ? new ReadOnlyMemory<T>(array)
        : array is null ? default(ImmutableArray<T>) : ImmutableArray.Create(array);

    private static object? Plain(Type type) =>
        type == typeof(OrderInstructions) ? new OrderInstructions()
        : type == typeof(AuctionParameters) ? new AuctionParameters(0, 0, 0, 0, 0, 0)
        : null;

    private static IEnumerable<object> Near(long value) =>
        Numbers.Append(unchecked(value + 1)).Append(unchecked(value - 1)).Append(unchecked(-value)).Distinct().Select(each => (object)each);

    private static IEnumerable<object?> OfEnum(Type type)
    {
        bool isByte = Enum.GetUnderlyingType(type) == typeof(byte);
        IEnumerable<long> values = isByte
            ? Enumerable.Range(0, 20).Select(each => (long)each).Append(32).Append(64).Append(128).Append(255)
            : [0, 1, -1, 9_999, int.MaxValue, int.MinValue, .. Enum.GetValues(type).Cast<object>().Select(Convert.ToInt64)];
        return values.Distinct().Select(each => Enum.ToObject(type, each));
    }
}
