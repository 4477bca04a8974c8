using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Http;

/// <summary>Reads the body of a request into a pooled buffer, up to a limit.</summary>
internal static class BodyReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="maximumBytes">The limit.</param>
    /// <returns>The body; the caller disposes of it when nothing refers to it any more.</returns>
    /// <exception cref="RequestException">It is larger than the limit, or broken.</exception>
    public static async ValueTask<PooledBody> ReadAsync(HttpContext context, int maximumBytes)
    {
        if (context.Request.ContentLength > maximumBytes)
        {
            throw TooLarge(context);
        }

        PipeReader reader = context.Request.BodyReader;
        try
        {
            while (true)
            {
                ReadResult read = await reader.ReadAsync(context.RequestAborted);
                if (read.Buffer.Length > maximumBytes)
                {
                    throw TooLarge(context);
                }

                if (read.IsCompleted)
                {
                    var body = new PooledBody(read.Buffer);
                    reader.AdvanceTo(read.Buffer.End);
                    return body;
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException)
        {
            throw TooLarge(context);
        }
    }

    // What is left of the body is not read: the connection ends after the answer.
    private static RequestException TooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        return new RequestException(RetCodes.InvalidParameter, "the body is too large or broken");
    }
}
