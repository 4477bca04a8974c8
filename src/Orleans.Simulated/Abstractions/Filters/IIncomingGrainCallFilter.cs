namespace Orleans;

/// <summary>Sees every call before the grain does.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles a call; passes it on with <see cref="IGrainCallContext.Invoke"/>.</summary>
    /// <param name="context">The call.</param>
    /// <returns>The handling.</returns>
    Task Invoke(IIncomingGrainCallContext context);
}
