using System.Collections.Immutable;
using Orleans.Serialization;
using Orleans.Simulated.Tests.Messages;
using Orleans.Simulation;
using Orleans.Simulation.Engine;

namespace Orleans.Simulated.Tests;

public sealed class SerializationTests
{
    [Theory]
    [InlineData(typeof(WithoutSerializer), "no [GenerateSerializer]")]
    [InlineData(typeof(WithTwoEqualIds), "Second: [Id(0)] is used twice")]
    [InlineData(typeof(WithMissingId), "Second: no [Id]")]
    [InlineData(typeof(WithoutAlias), "no [Alias]")]
    [InlineData(typeof(WithBadMember), "WithoutSerializer (in WithBadMember.Members): no [GenerateSerializer]")]
    [InlineData(typeof(PositionalWithMember), "Extra: no [Id]")]
    public void Types_that_cannot_be_serialized_are_refused(Type type, string reason) =>
        Assert.Contains(SerializationContracts.Check(type), error => error.Contains(reason, StringComparison.Ordinal));

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(decimal?))]
    [InlineData(typeof(DayOfWeek[]))]
    [InlineData(typeof(Dictionary<string, ImmutableArray<(int, Guid)>>))]
    [InlineData(typeof(IReadOnlyList<Positional>))]
    [InlineData(typeof(Positional))]
    [InlineData(typeof(Derived))]
    public void Types_that_can_be_serialized_pass(Type type) => Assert.Empty(SerializationContracts.Check(type));

    [Fact]
    public void Copies_are_deep_and_keep_shared_references()
    {
        var shared = new Derived { Numbers = [1, 2], Name = "shared" };
        var source = new List<Derived> { shared, shared, new() { Next = shared } };
        var copy = (List<Derived>)DeepCopier.Copy(source)!;
        Assert.NotSame(shared, copy[0]);
        Assert.Same(copy[0], copy[1]);
        Assert.Same(copy[0], copy[2].Next);
        shared.Numbers[0] = 9;
        Assert.Equal([1, 2], copy[0].Numbers);
        Assert.Equal("shared", copy[0].Name);
    }

    [Fact]
    public void Members_without_id_do_not_cross()
    {
        var copy = (Derived)DeepCopier.Copy(new Derived { Scratch = 5 })!;
        Assert.Equal(0, copy.Scratch);
    }

    [Fact]
    public void Immutable_values_are_not_copied()
    {
        Assert.True(DeepCopier.IsImmutable(typeof(Positional)));
        Assert.True(DeepCopier.IsImmutable(typeof(ImmutableArray<long>)));
        Assert.True(DeepCopier.IsImmutable(typeof((int, string)?)));
        Assert.False(DeepCopier.IsImmutable(typeof(int[])));
        Assert.False(DeepCopier.IsImmutable(typeof(Derived)));
        Assert.False(DeepCopier.IsImmutable(typeof(ImmutableArray<Derived>)));
    }

    [Fact]
    public void Collections_are_copied_by_their_own_type()
    {
        AssertCopied(new Dictionary<string, int[]> { ["a"] = [1] });
        AssertCopied(new SortedDictionary<int, List<int>> { [3] = [4], [1] = [] });
        AssertCopied(new HashSet<string> { "x", "y" });
        AssertCopied(new Queue<int[]>([[1], [2]]));
        AssertCopied(new Stack<int[]>([[1], [2]]));
        AssertCopied(new LinkedList<int[]>([[1], [2]]));
        AssertCopied(new int[][] { [1], [2] });
        AssertCopied(ImmutableList.Create<int[]>([1], [2]));
    }

    [Fact]
    public void Collections_that_only_the_compiler_knows_are_refused()
    {
        IReadOnlyList<int[]> made = [[1], [2]];
        Assert.Throws<CodecNotFoundException>(() => DeepCopier.Copy(made));
    }

    private static void AssertCopied<T>(T source)
        where T : class
    {
        var copy = DeepCopier.Copy(source);
        Assert.NotSame(source, copy);
        Assert.IsType(source.GetType(), copy);
        Assert.Equal(source, copy);
    }
}
