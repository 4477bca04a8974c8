using System.Net;
using System.Net.WebSockets;
using System.Text;
using OrleansMarkets.Gateway.Streams;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Tests.Streams;

public sealed class ConnectionTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public void A_reader_that_falls_behind_its_queue_is_dropped()
    {
        using WebSocket unread = WebSocket.CreateFromStream(Stream.Null, new WebSocketCreationOptions { IsServer = true });
        StreamConnection connection = new(unread, IPAddress.Loopback, queueBytes: 100);
        connection.Send(new byte[60]);
        Assert.False(connection.Ended.IsCancellationRequested);
        connection.Send(new byte[60]);
        Assert.True(connection.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task What_a_topic_says_before_the_answer_follows_it()
    {
        using MemoryStream written = new();
        using WebSocket socket = WebSocket.CreateFromStream(written, new WebSocketCreationOptions { IsServer = true });
        StreamConnection connection = new(socket, IPAddress.Loopback, queueBytes: 1_000);
        connection.Hold();
        connection.Send("early"u8.ToArray());
        connection.Release(WireJson.Default.StreamAnswer, new StreamAnswer { Operation = "subscribe" });
        connection.Send("late"u8.ToArray());
        connection.End();
        await connection.WriteAsync();
        string text = Encoding.ASCII.GetString(written.ToArray());
        int[] places = [text.IndexOf("subscribe", StringComparison.Ordinal), text.IndexOf("early", StringComparison.Ordinal),
            text.IndexOf("late", StringComparison.Ordinal)];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Streams_end_when_the_host_stops()
    {
        GatewayHost stopping = new();
        await stopping.InitializeAsync();
        await using StreamClient stream = await StreamClient.ConnectAsync(stopping, "/v5/public/linear");
        await stream.SubscribeAsync("orderbook.50.BTCUSDT");
        Task ended = stream.EndedAsync();
        await stopping.DisposeAsync();
        await ended;
        Assert.True(stream.WasClosedOrderly);
    }

    [Fact]
    public async Task A_command_beyond_the_limit_ends_the_stream()
    {
        await using StreamClient stream = await StreamClient.ConnectAsync(host, "/v5/public/spot");
        await stream.SendAsync("{\"op\":\"" + new string('x', StreamEndpoint.MaximumCommandBytes) + "\"}");
        await stream.EndedAsync();
    }

    [Fact]
    public async Task Too_many_commands_end_the_stream()
    {
        await using StreamClient stream = await StreamClient.ConnectAsync(host, "/v5/public/spot");
        for (int i = 0; i <= StreamEndpoint.MaximumCommandsPerSecond * 2; i++)
        {
            try
            {
                await stream.SendAsync("""{"op":"ping"}""");
            }
            catch (WebSocketException)
            {
                // Ended already.
                break;
            }
        }

        await stream.EndedAsync();
    }
}
