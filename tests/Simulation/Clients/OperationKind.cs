namespace OrleansMarkets.Simulation.Clients;

/// <summary>What a client asked for.</summary>
internal enum OperationKind
{
    Place,
    Cancel,
    Amend,
    MassCancel,
    Scale,
    Deposit,
    Withdraw,
    Transfer,
}
