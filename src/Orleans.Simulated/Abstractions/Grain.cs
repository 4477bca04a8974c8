namespace Orleans;

/// <summary>Base class of grains.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainContext? _context;

    /// <summary>Binds the grain to the activation that is being created.</summary>
    protected Grain()
        : this(Activation.Constructing)
    {
    }

    /// <summary>Binds the grain to an activation.</summary>
    /// <param name="grainContext">The activation.</param>
    protected Grain(IGrainContext? grainContext) => _context = grainContext;

    /// <summary>The activation.</summary>
    public IGrainContext GrainContext => _context ?? throw new InvalidOperationException("The grain was not created by the grain runtime.");

    /// <summary>Reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Text form of the identity.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Name of the silo that runs the activation.</summary>
    public string RuntimeIdentity => Activation.Of(GrainContext).Silo.Address.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Of(GrainContext).Silo.Cluster.Factory;

    /// <summary>The services of the activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Runs before the first request.</summary>
    /// <param name="cancellationToken">Cancelled when activation takes too long.</param>
    /// <returns>The activation step.</returns>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when deactivation takes too long.</param>
    /// <returns>The deactivation step.</returns>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends the activation once the running requests are done.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Puts off idle collection.</summary>
    /// <param name="timeSpan">For how long; a negative span allows collection again.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.Of(GrainContext).DelayDeactivation(timeSpan);
}
