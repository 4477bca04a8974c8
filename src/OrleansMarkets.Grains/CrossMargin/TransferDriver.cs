using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Grains.Messaging;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// Drives outgoing transfers: the debit to transit is durable in the sender's log, then the credit is repeated until the receiver has
/// booked it, then the transfer is closed.
/// </summary>
/// <param name="account">The sending account.</param>
/// <param name="grains">Finds the receivers.</param>
/// <param name="clock">Clock of the pauses.</param>
internal sealed class TransferDriver(MarginAccount account, IGrainFactory grains, TimeProvider clock)
{
    private readonly HashSet<(long To, long Number)> _driven = [];
    private bool _stopped;

    /// <summary>Drives every open transfer that is not driven yet.</summary>
    public void Drive()
    {
        foreach (OpenTransfer transfer in account.State.OpenTransfers)
        {
            if (_driven.Add((transfer.To, transfer.Number)))
            {
                _ = Drive(transfer);
            }
        }
    }

    /// <summary>Ends the repeats.</summary>
    public void Stop() => _stopped = true;

    private async Task Drive(OpenTransfer transfer)
    {
        var credit = new TransferCredit(account.Number, transfer.Number, transfer.Asset, transfer.AmountQuanta);
        for (int failures = 0; !_stopped;)
        {
            try
            {
                // The debit may still be in flight in the log: nobody is told of it before it is durable.
                await account.Barrier();
                await grains.GetGrain<ICrossMarginGrain>(transfer.To).Credit(credit);
                await account.Commit(AccountCommand.AcknowledgeTransfer(transfer.To, transfer.Number));
                break;
            }
            catch (Exception)
            {
                // Also when a journal failed: that may be the receiver's. If it is this account's own, its activation ends and stops this.
                failures++;
                await Task.Delay(RetryDelays.Default.After(failures), clock);
            }
        }

        _driven.Remove((transfer.To, transfer.Number));
    }
}
