namespace OrleansMarkets.Gateway.Http;

/// <summary>A request that is refused with a code of the dialect; thrown where the fault is found, answered at one place.</summary>
/// <param name="code">One of <see cref="Wire.RetCodes"/>.</param>
/// <param name="message">What is wrong, without anything that the client sent.</param>
internal sealed class RequestException(int code, string message) : Exception(message)
{
    /// <summary>The code.</summary>
    public int Code => code;

    /// <summary>A parameter is missing or malformed.</summary>
    public static RequestException Invalid(string message) => new(Wire.RetCodes.InvalidParameter, message);

    /// <summary>The symbol does not exist.</summary>
    public static RequestException UnknownSymbol() => new(Wire.RetCodes.InvalidParameter, Wire.RetCodes.UnsupportedSymbol);

    /// <summary>Something inside is not ready; nothing was done.</summary>
    public static RequestException Busy(string message) => new(Wire.RetCodes.ServerBusy, message);
}
