using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// Wakes one market every minute so that it applies the boundaries that are due. The due times are state of the book: a nudge that is
/// missed or repeated changes nothing.
/// </summary>
[GrainType("funding-keeper")]
public sealed class FundingKeeperGrain(KeeperMetrics metrics, ILogger<FundingKeeperGrain> logger)
    : ExchangeGrain, IFundingKeeperGrain, IRemindable
{
    /// <summary>Name of the reminder.</summary>
    public const string ReminderName = "nudge";

    /// <summary>Period of the reminder: the shortest that the runtime allows.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task Start() => this.RegisterOrUpdateReminder(ReminderName, Period, Period);

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        string symbol = this.GetPrimaryKeyString();
        try
        {
            await GrainFactory.GetGrain<IOrderBookGrain>(symbol).Nudge();
        }
        catch (Exception fault)
        {
            // The next reminder comes in a minute; the market catches up on everything that is due by then.
            metrics.FailedNudges.Add(1);
            logger.LogWarning(fault, "Market {Symbol} could not be nudged", symbol);
        }
    }
}
