using System.Reflection;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Orleans.Simulation.Engine;

/// <summary>A grain class.</summary>
internal sealed class GrainClassModel
{
    /// <summary>Activations of a stateless worker on one silo when its attribute names no limit.</summary>
    private const int DefaultLocalWorkers = 4;

    private readonly ConstructorInfo _constructor;
    private readonly ParameterInfo[] _parameters;

    public GrainClassModel(Type type)
    {
        Type = type;
        var name = type.Name.EndsWith("Grain", StringComparison.Ordinal) && type.Name.Length > 5 ? type.Name[..^5] : type.Name;
        GrainType = GrainType.Create(type.GetCustomAttribute<GrainTypeAttribute>()?.Name ?? name.ToLowerInvariant());
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        Placement = type.GetCustomAttributes<PlacementAttribute>().FirstOrDefault();
        MaxLocalWorkers = Placement is StatelessWorkerAttribute { MaxLocalWorkers: > 0 and var limit } ? limit : DefaultLocalWorkers;
        var age = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        IsKeptAlive = type.IsDefined(typeof(KeepAliveAttribute)) || age is { AlwaysActive: true };
        CollectionAge = age?.AgeLimit;
        IsFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        _constructor = type.GetConstructors().OrderByDescending(each => each.GetParameters().Length).FirstOrDefault()
            ?? throw new OrleansConfigurationException($"{type} has no public constructor.");
        _parameters = _constructor.GetParameters();
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public PlacementAttribute? Placement { get; }

    public bool IsStatelessWorker => Placement is StatelessWorkerAttribute;

    public int MaxLocalWorkers { get; }

    public bool IsKeptAlive { get; }

    public TimeSpan? CollectionAge { get; }

    /// <summary>Whether the grain itself filters its calls.</summary>
    public bool IsFilter { get; }

    /// <summary>Creates the grain object; its persistent states are not read yet.</summary>
    public object Create(IServiceProvider services, Activation activation, List<IActivationState> states)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Resolve(_parameters[i], services, activation, states);
        }

        return _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private object? Resolve(ParameterInfo parameter, IServiceProvider services, Activation activation, List<IActivationState> states)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } facet)
        {
            var state = PersistentStateFactory.Create(type, facet, services, activation);
            states.Add(state);
            return state;
        }

        if (type == typeof(IGrainContext))
        {
            return activation;
        }

        var service = parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? ((IKeyedServiceProvider)services).GetKeyedService(type, keyed.Key)
            : services.GetService(type);
        return service ?? (parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new InvalidOperationException($"{Type} needs the service {type}, which is not registered."));
    }
}
