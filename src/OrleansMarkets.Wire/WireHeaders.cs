namespace OrleansMarkets.Wire;

/// <summary>Names of HTTP headers.</summary>
public static class WireHeaders
{
    /// <summary>Request: the key.</summary>
    public const string ApiKey = "X-BAPI-API-KEY";

    /// <summary>Request: Unix time in milliseconds at which it was signed.</summary>
    public const string Timestamp = "X-BAPI-TIMESTAMP";

    /// <summary>Request: for how many milliseconds it is valid.</summary>
    public const string ReceiveWindow = "X-BAPI-RECV-WINDOW";

    /// <summary>Request: the signature, see <see cref="RequestSignature"/>.</summary>
    public const string Signature = "X-BAPI-SIGN";

    /// <summary>Answer: requests admitted in a second.</summary>
    public const string Limit = "X-Bapi-Limit";

    /// <summary>Answer: requests left in this second.</summary>
    public const string LimitRemaining = "X-Bapi-Limit-Status";

    /// <summary>Answer: Unix time in milliseconds at which there are more.</summary>
    public const string LimitReset = "X-Bapi-Limit-Reset-Timestamp";

    /// <summary>Answer: Unix time in milliseconds at which it was made.</summary>
    public const string TimeNow = "Timenow";

    /// <summary>Answer: id of the request.</summary>
    public const string TraceId = "Traceid";
}
