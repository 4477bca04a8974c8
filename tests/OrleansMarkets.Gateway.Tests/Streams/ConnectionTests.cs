using System.Net;
using System.Net.WebSockets;
using OrleansMarkets.Gateway.Streams;
using OrleansMarkets.Gateway.Tests.Support;

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
