using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>A fast market in which nobody trades: liquidations come through the dynamic band in a few interruptions.</summary>
public sealed class BandTests
{
    private const long Victim = 3;
    private const long Gap = 100_000;
    private const long SecondNs = 1_000_000_000;

    private static readonly AuctionDefinition Rules = new(0, 2 * SecondNs, 0, InterruptionBandPpm: 3_000, 0, 0);

    // The last trade is at 50,000, the mark has gapped to 49,000, and the only quotes stand at a distance of 0.3 % of it (147) or more.
    [Theory]
    [InlineData(10_000, 1)]
    [InlineData(25_000, 2)]
    [InlineData(35_000, 3)]
    public void A_keeper_closes_an_account_whose_market_nobody_trades(long distance, int interruptions)
    {
        using var venue = new ProtocolVenueB(scanPeriod: TimeSpan.FromSeconds(1));
        venue.Run(async () =>
        {
            await venue.Open(ProtocolVenueB.Definition with { Auction = Rules });
            await venue.Keeper(0).Start();
            await venue.Deposit(1, 1_000_000);
            await venue.Deposit(2, 1_000_000);
            await venue.Deposit(Victim, 1_500);
            await venue.Trade(Victim, 2, 1_000);
            const long Mark = ProtocolVenueB.Mark - Gap;
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Buy, Mark - distance, 2_000)).Code);
            Assert.Equal(ResultCode.Ok, (await venue.Limit(1, Side.Sell, Mark + distance, 2_000, OrderFlags.PostOnly)).Code);

            await venue.MovePrice(Mark);
            await venue.Until(async () => (await venue.Row(Victim)).SizeLots < 1_000, "something is closed");
            await venue.Until(
                async () => await venue.Account(Victim).GetRisk() is { Phase: AccountPhase.Active } risk
                    && risk.EquityQuanta >= risk.MaintenanceQuanta,
                "the episode has ended");

            (int interrupted, int cut) = await Count(venue);
            Assert.Equal((interruptions, 0), (interrupted, cut));
            Assert.Equal(MarketPhase.Open, (await venue.Book.GetReport()).Phase);
        });
    }

    private static async Task<(int Interruptions, int Deleverages)> Count(ProtocolVenueB venue)
    {
        int interruptions = 0;
        int deleverages = 0;
        foreach (byte[] bytes in (await venue.ReadRecords()).Skip(1))
        {
            var record = new MarketRecord(bytes);
            deleverages += record.Header.Command == CommandKind.Deleverage ? 1 : 0;
            while (record.NextEvent() is { } kind)
            {
                bool isInterruption = kind == EventKind.PhaseChanged && record.ReadPhaseChanged().Phase == MarketPhase.Interrupted;
                interruptions += isInterruption ? 1 : 0;
            }
        }

        return (interruptions, deleverages);
    }
}
