using System.Text.Json.Serialization;

namespace OrleansMarkets.Silo.Data;

/// <summary>A key that a client signs its requests with, as a file of the data directory keeps it.</summary>
/// <param name="Url">Where the gateway is; a start on another port writes it again.</param>
/// <param name="ApiKey">The key.</param>
/// <param name="ApiSecret">Its secret.</param>
/// <param name="Account">The trading account that it acts for; absent for an operator.</param>
public sealed record Credentials(
    string Url,
    string ApiKey,
    string ApiSecret,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Account = null)
{
    /// <summary>Everything but the secret, so that it reaches no log by accident.</summary>
    public override string ToString() => ApiKey;
}
