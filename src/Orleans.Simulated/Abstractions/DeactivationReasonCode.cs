namespace Orleans;

/// <summary>Kinds of reason for the end of an activation.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason given.</summary>
    None,

    /// <summary>The silo stops.</summary>
    ShuttingDown,

    /// <summary>Activation failed.</summary>
    ActivationFailed,

    /// <summary>The directory lost the activation.</summary>
    DirectoryFailure,

    /// <summary>The activation was idle.</summary>
    ActivationIdle,

    /// <summary>The activation did not respond.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the grain exists.</summary>
    DuplicateActivation,

    /// <summary>A request needed another version.</summary>
    IncompatibleRequest,

    /// <summary>The application failed.</summary>
    ApplicationError,

    /// <summary>The application asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation moves.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure,
}
