using System.Collections.Concurrent;
using OrleansMarkets.EndToEnd.Processes;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.EndToEnd.Load;

/// <summary>
/// Commands at a fixed rate, whether or not the answers keep up (an open loop): orders that rest near the mark, orders that cross them,
/// orders that rest far away, and cancels of those.
/// </summary>
/// <param name="accounts">The clients.</param>
/// <param name="marks">Mark price by symbol when the load begins.</param>
/// <param name="name">Tells the ids of this run from those of others.</param>
internal sealed class LoadRun(IReadOnlyList<LoadAccount> accounts, IReadOnlyDictionary<string, decimal> marks, string name)
{
    private const int CommandsPerSecond = 1_000;
    private const int MaximumUnanswered = 20_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentBag<SentOrder> _orders = [];
    private readonly ConcurrentBag<Task> _sends = [];
    private int _acknowledged;
    private int _sent;

    /// <summary>Every order that was sent.</summary>
    public IReadOnlyCollection<SentOrder> Orders => _orders;

    /// <summary>Commands that were acknowledged so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Sends until so many were acknowledged and the host was ended in the middle of it.</summary>
    /// <param name="acknowledgements">How many acknowledgements there have to be.</param>
    /// <param name="end">Ends the host.</param>
    public async Task RunAsync(int acknowledgements, Func<Task> end)
    {
        using CancellationTokenSource stop = new();
        Task sending = SendAsync(stop.Token);
        long began = TimeProvider.System.GetTimestamp();
        using (PeriodicTimer look = new(Tick))
        {
            while (Acknowledged < acknowledgements)
            {
                Assert.True(
                    TimeProvider.System.GetElapsedTime(began) < TestLimits.Load, $"{Acknowledged} of {_sent} commands acknowledged");
                await look.WaitForNextTickAsync();
            }
        }

        await end();
        await stop.CancelAsync();
        await sending;
        await Task.WhenAll(_sends);
    }

    private async Task SendAsync(CancellationToken stop)
    {
        long began = TimeProvider.System.GetTimestamp();
        using PeriodicTimer ticks = new(Tick);
        while (!stop.IsCancellationRequested)
        {
            int due = (int)(TimeProvider.System.GetElapsedTime(began).TotalSeconds * CommandsPerSecond);
            while (_sent < Math.Min(due, MaximumUnanswered + Acknowledged))
            {
                _sends.Add(SendAsync(_sent++));
            }

            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task SendAsync(int number)
    {
        LoadAccount account = accounts[number % accounts.Count];
        decimal mark = marks[account.Symbol];
        try
        {
            await ((number / accounts.Count % 4) switch
            {
                0 => PlaceAsync(account, number, IsBuyer(account) ? "Buy" : "Sell", mark, "GTC"),
                1 => PlaceAsync(account, number, IsBuyer(account) ? "Buy" : "Sell", mark, "IOC"),
                2 => RestAsync(account, number, mark),
                _ => CancelAsync(account, number, mark),
            });
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
        {
            // No answer: the order keeps none.
        }
    }

    // Half of the clients buy what the other half sells: nearly every order near the mark finds somebody.
    private static bool IsBuyer(LoadAccount account) => account.Number % 4 < 2;

    private async Task RestAsync(LoadAccount account, int number, decimal mark)
    {
        SentOrder order = await PlaceAsync(account, number, "Buy", mark * 0.97m, "GTC");
        if (order.OrderId is not null)
        {
            account.Resting.Push(order);
        }
    }

    private async Task CancelAsync(LoadAccount account, int number, decimal mark)
    {
        if (!account.Resting.TryPop(out SentOrder? order))
        {
            await RestAsync(account, number, mark);
            return;
        }

        Envelope<OrderAck> answer = await account.Client.PostAsync(
            "/v5/order/cancel",
            new CancelOrderRequest { Category = "linear", Symbol = account.Symbol, OrderLinkId = order.LinkId },
            WireJson.Default.CancelOrderRequest,
            WireJson.Default.EnvelopeOrderAck);
        order.IsCancelAcknowledged = answer.Code == RetCodes.Ok;
        Interlocked.Increment(ref _acknowledged);
    }

    private async Task<SentOrder> PlaceAsync(LoadAccount account, int number, string side, decimal price, string timeInForce)
    {
        SentOrder order = new(account, new CreateOrderRequest
        {
            Category = "linear",
            Symbol = account.Symbol,
            Side = side,
            OrderType = "Limit",
            Quantity = Money.Format(0.01m * (1 + (number % 3))),
            Price = Money.Format(decimal.Round(price, 1)),
            TimeInForce = timeInForce,
            OrderLinkId = $"{name}-{number}",
        });
        _orders.Add(order);
        order.Answer = await account.Client.PostAsync(
            "/v5/order/create", order.Body, WireJson.Default.CreateOrderRequest, WireJson.Default.EnvelopeOrderAck);
        if (order.OrderId is not null)
        {
            Interlocked.Increment(ref _acknowledged);
        }

        return order;
    }
}
