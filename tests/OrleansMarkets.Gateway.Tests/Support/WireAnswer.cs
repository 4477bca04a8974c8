using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>An answer as it came.</summary>
internal sealed record WireAnswer(HttpStatusCode Status, int Code, JsonElement Envelope, HttpResponseHeaders Headers);
