namespace Orleans.TestingHost;

/// <summary>What is special about one silo of a test cluster.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>Name of the silo.</summary>
    public string SiloName { get; set; } = string.Empty;
}
