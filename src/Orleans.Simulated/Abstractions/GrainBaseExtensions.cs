namespace Orleans;

/// <summary>What every grain can do with its activation.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Ends the activation once the running requests are done.</summary>
    /// <param name="grain">The grain.</param>
    public static void DeactivateOnIdle(this IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));
    }

    /// <summary>Starts a timer of the activation.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="state">Passed to every tick.</param>
    /// <param name="options">When ticks are due and what they interleave with.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(callback);
        return Activation.Of(grain.GrainContext).StartTimer(token => callback(state, token), options);
    }

    /// <summary>Starts a timer of the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="options">When ticks are due and what they interleave with.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(callback);
        return Activation.Of(grain.GrainContext).StartTimer(callback, options);
    }

    /// <summary>Starts a timer of the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="options">When ticks are due and what they interleave with.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(callback);
        return Activation.Of(grain.GrainContext).StartTimer(_ => callback(), options);
    }

    /// <summary>Starts a timer of the activation.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="state">Passed to every tick.</param>
    /// <param name="options">When ticks are due and what they interleave with.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(callback);
        return Activation.Of(grain.GrainContext).StartTimer(_ => callback(state), options);
    }

    /// <summary>Starts a timer of the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time from the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(grain, callback, new GrainTimerCreationOptions(dueTime, period));

    /// <summary>Starts a timer of the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time from the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(grain, callback, new GrainTimerCreationOptions(dueTime, period));

    /// <summary>Starts a timer of the activation.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="state">Passed to every tick.</param>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time from the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(grain, callback, state, new GrainTimerCreationOptions(dueTime, period));

    /// <summary>Starts a timer of the activation.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What every tick runs.</param>
    /// <param name="state">Passed to every tick.</param>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time from the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(grain, callback, state, new GrainTimerCreationOptions(dueTime, period));
}
