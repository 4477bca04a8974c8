namespace OrleansMarkets.Grains.Storage;

/// <summary>Names under which hosts register grain storage.</summary>
public static class StorageNames
{
    /// <summary>Slow state: registry, oracle checkpoints, owners of accounts.</summary>
    public const string State = "state";
}
