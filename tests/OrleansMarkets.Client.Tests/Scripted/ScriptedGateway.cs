using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansMarkets.Client.Tests.Scripted;

/// <summary>A server on a free port that answers what a test wrote down, and remembers what it was asked.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    public const string Key = "key";
    public const string Secret = "secret";

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _answers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    private ScriptedGateway()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.UseWebSockets();
        _application.Run(AnswerAsync);
    }

    public Uri Url => new(_application.Urls.Single());

    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    /// <summary>Offset of the server's clock from this machine's.</summary>
    public TimeSpan ClockOffset { get; set; }

    public long NowMs => (TimeProvider.System.GetUtcNow() + ClockOffset).ToUnixTimeMilliseconds();

    public static async Task<ScriptedGateway> StartAsync()
    {
        var gateway = new ScriptedGateway();
        await gateway._application.StartAsync();
        return gateway;
    }

    public HttpConnectionOptions Options() => new()
    {
        Url = Url,
        ApiKey = Key,
        ApiSecret = Secret,
        Limits = new RetryLimits { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(5) },
    };

    public IMarketsClient Connect() => MarketsClient.Connect(Options());

    /// <summary>The next answer on a route; the last one of a route goes on for ever.</summary>
    public ScriptedGateway Answers(string path, Func<HttpContext, Task> answer)
    {
        _answers.GetOrAdd(path, _ => new ConcurrentQueue<Func<HttpContext, Task>>()).Enqueue(answer);
        return this;
    }

    /// <summary>An answer with a result.</summary>
    public ScriptedGateway Gives(string path, string result) =>
        Answers(path, context => WriteAsync(context, Envelope(0, "OK", result)));

    /// <summary>An answer to several requests in one, with the outcome of each.</summary>
    public ScriptedGateway GivesMany(string path, string result, string outcomes)
    {
        string details = $"\"retExtInfo\":{{\"list\":{outcomes}}}";
        return Answers(path, context => WriteAsync(
            context, Envelope(0, "OK", result).Replace("\"retExtInfo\":{}", details, StringComparison.Ordinal)));
    }

    /// <summary>An answer with a code.</summary>
    public ScriptedGateway Refuses(string path, int retCode, string message = "no") =>
        Answers(path, context => WriteAsync(context, Envelope(retCode, message, "{}")));

    /// <summary>An answer with an HTTP status and no envelope.</summary>
    public ScriptedGateway Fails(string path, int status) => Answers(path, context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>A connection that is cut without an answer.</summary>
    public ScriptedGateway Cuts(string path) => Answers(path, context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>A stream: the commands of the client are answered well, then these messages are sent, then it waits or ends.</summary>
    public ScriptedGateway Streams(string path, int commands, bool staysOpen, params string[] messages) => Answers(path, async context =>
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        for (int i = 0; i < commands; i++)
        {
            await AcknowledgeAsync(socket);
        }

        foreach (string message in messages)
        {
            await SendAsync(socket, message);
        }

        if (staysOpen)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
    }

    private string Envelope(int retCode, string message, string result) =>
        $$"""{"retCode":{{retCode}},"retMsg":"{{message}}","result":{{result}},"retExtInfo":{},"time":{{NowMs}}}""";

    private async Task AcknowledgeAsync(WebSocket socket)
    {
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, _stopping.Token);
        string command = Encoding.UTF8.GetString(buffer, 0, received.Count);
        Requests.Enqueue(new SeenRequest("stream", "", command, new HeaderDictionary()));
        string operation = command.Contains("\"auth\"", StringComparison.Ordinal) ? "auth" : "subscribe";
        await SendAsync(socket, $$"""{"success":true,"ret_msg":"","conn_id":"c","op":"{{operation}}"}""");
    }

    private static Task SendAsync(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static Task WriteAsync(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }

    private static HeaderDictionary Copy(IHeaderDictionary headers) => new(headers.ToDictionary(each => each.Key, each => each.Value));

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if (path == "/v5/market/time")
        {
            await WriteAsync(context, Envelope(0, "OK", """{"timeSecond":"0","timeNano":"0"}"""));
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        string query = context.Request.QueryString.Value!.TrimStart('?');
        Requests.Enqueue(new SeenRequest(path, query, await reader.ReadToEndAsync(), Copy(context.Request.Headers)));
        if (!_answers.TryGetValue(path, out ConcurrentQueue<Func<HttpContext, Task>>? answers))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Func<HttpContext, Task>? answer;
        if (answers.Count > 1 ? answers.TryDequeue(out answer) : answers.TryPeek(out answer))
        {
            await answer(context);
        }
    }
}
