using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>Executes the commands of streams: ping, auth, subscribe, unsubscribe. A command is done whole or not at all.</summary>
/// <param name="hub">Knows the topics.</param>
/// <param name="authenticator">Checks keys.</param>
/// <param name="guard">Is told that an account is there.</param>
/// <param name="options">The limits.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class StreamCommands(
    StreamHub hub, RequestAuthenticator authenticator, DisconnectGuard guard, IOptions<GatewayOptions> options, TimeProvider clock)
{
    private const int AuthArguments = 3;

    /// <summary>Executes a command and answers it.</summary>
    public async Task ExecuteAsync(StreamConnection connection, StreamKind kind, StreamCommand command)
    {
        switch (command.Operation)
        {
            case "ping":
                Pong(connection, kind, command);
                break;
            case "auth" when kind.IsPrivate:
                await AuthenticateAsync(connection, command);
                break;
            case "subscribe":
                Subscribe(connection, kind, command);
                break;
            case "unsubscribe":
                Unsubscribe(connection, command);
                break;
            default:
                Answer(connection, command, "unknown operation");
                break;
        }
    }

    private static void Answer(StreamConnection connection, StreamCommand command, string? failure) =>
        connection.Send(WireJson.Default.StreamAnswer, AnswerTo(connection, command, failure));

    private static StreamAnswer AnswerTo(StreamConnection connection, StreamCommand command, string? failure) => new()
    {
        Success = failure is null,
        Message = failure ?? string.Empty,
        ConnectionId = connection.Id,
        RequestId = command.RequestId ?? string.Empty,
        Operation = command.Operation ?? string.Empty,
    };

    private void Pong(StreamConnection connection, StreamKind kind, StreamCommand command)
    {
        if (kind.IsPrivate)
        {
            if (connection.Caller is { } caller)
            {
                guard.Heard(caller.Account);
            }

            connection.Send(WireJson.Default.StreamPong, new StreamPong
            {
                RequestId = command.RequestId ?? string.Empty,
                Operation = "pong",
                Arguments = [clock.NowMs().ToString(CultureInfo.InvariantCulture)],
                ConnectionId = connection.Id,
            });
            return;
        }

        connection.Send(WireJson.Default.StreamAnswer, new StreamAnswer
        {
            Success = true,
            Message = "pong",
            ConnectionId = connection.Id,
            RequestId = command.RequestId ?? string.Empty,
            Operation = "ping",
        });
    }

    private async Task AuthenticateAsync(StreamConnection connection, StreamCommand command)
    {
        string? failure = null;
        try
        {
            if (connection.Caller is not null)
            {
                throw new RequestException(RetCodes.AlreadyAuthenticated, "Repeat auth");
            }

            connection.Caller = command.Arguments is { Count: AuthArguments } arguments
                ? await authenticator.AuthenticateStreamAsync(arguments[0], arguments[1], arguments[2], connection.Address)
                : throw RequestException.Invalid("auth needs key, expires and signature");
        }
        catch (RequestException refused)
        {
            failure = string.Create(CultureInfo.InvariantCulture, $"{refused.Code}: {refused.Message}");
        }

        connection.Send(WireJson.Default.StreamAnswer, new StreamAnswer
        {
            Success = failure is null,
            Message = failure ?? string.Empty,
            ConnectionId = connection.Id,
            RequestId = command.RequestId,
            Operation = "auth",
            Request = failure is null ? null : new StreamCommandName { Operation = "auth" },
        });
    }

    private void Subscribe(StreamConnection connection, StreamKind kind, StreamCommand command)
    {
        if (kind.IsPrivate && connection.Caller is null)
        {
            Answer(connection, command, "Request not authorized");
            return;
        }

        string[] topics = [.. (command.Arguments ?? []).Distinct(StringComparer.Ordinal)];
        if (topics.Length == 0 || connection.TopicCount + topics.Length > options.Value.MaximumTopics)
        {
            Answer(connection, command, "no topics, or too many");
            return;
        }

        List<PublicTopic> publicTopics = [];
        foreach (string topic in topics)
        {
            bool isKnown = kind.IsPrivate
                ? PrivateTopics.IsKnown(topic)
                : hub.TryParse(kind, topic, out PublicTopic? parsed) && Collect(publicTopics, parsed);
            if (!isKnown)
            {
                Answer(connection, command, "error:handler not found");
                return;
            }
        }

        // Whoever has the answer misses nothing from then on, and it comes before the first message.
        connection.Hold();
        publicTopics.ForEach(topic => hub.Subscribe(connection, topic));
        if (kind.IsPrivate)
        {
            hub.SubscribePrivate(connection, topics);
        }

        connection.Release(WireJson.Default.StreamAnswer, AnswerTo(connection, command, failure: null));
    }

    private static bool Collect(List<PublicTopic> topics, PublicTopic topic)
    {
        topics.Add(topic);
        return true;
    }

    private void Unsubscribe(StreamConnection connection, StreamCommand command)
    {
        foreach (string topic in command.Arguments ?? [])
        {
            hub.Unsubscribe(connection, topic);
        }

        Answer(connection, command, failure: null);
    }
}
