using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Simulation.Engine;

/// <summary>A grain interface.</summary>
internal sealed class InterfaceModel
{
    private static readonly ConcurrentDictionary<Type, InterfaceModel> Models = new();
    private static readonly MethodInfo CreateProxy = typeof(DispatchProxy).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Single(method => method.Name == nameof(DispatchProxy.Create) && method.IsGenericMethodDefinition);

    private readonly Func<object> _create;

    private InterfaceModel(Type type)
    {
        Type = type;
        Name = GrainInterfaceType.Create(type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName ?? type.Name);
        Methods = type.GetInterfaces().Prepend(type)
            .SelectMany(each => each.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .ToDictionary(method => method, method => MethodModel.Create(this, method));
        _create = CreateProxy.MakeGenericMethod(type, typeof(GrainReference)).CreateDelegate<Func<object>>();
    }

    public Type Type { get; }

    public GrainInterfaceType Name { get; }

    public Dictionary<MethodInfo, MethodModel> Methods { get; }

    public static InterfaceModel Of(Type type) => Models.GetOrAdd(type, static each =>
        each.IsInterface && typeof(IAddressable).IsAssignableFrom(each)
            ? new InterfaceModel(each)
            : throw new ArgumentException($"{each} is no grain interface."));

    public GrainReference Bind(GrainSlot slot)
    {
        var reference = (GrainReference)_create();
        reference.Bind(slot, this);
        return reference;
    }
}
