using Microsoft.AspNetCore.Http;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A request as the server saw it.</summary>
internal sealed record SeenRequest(string Path, string Query, string Body, IHeaderDictionary Headers);
