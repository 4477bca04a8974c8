namespace Orleans.Simulation.Engine;

/// <summary>Refuses to start a silo whose contracts are wrong.</summary>
internal static class ContractGate
{
    public static void Check()
    {
        var errors = SerializationContracts.CheckLoadedAssemblies();
        if (errors.Count > 0)
        {
            throw new OrleansConfigurationException(
                "Types that cross grain calls are not serializable:" + Environment.NewLine + string.Join(Environment.NewLine, errors));
        }
    }
}
