namespace Orleans;

/// <summary>Sees every call before the grain does.</summary>
/// <param name="context">The call.</param>
/// <returns>The handling.</returns>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);
