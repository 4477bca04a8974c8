using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Clearing.Hostile;

/// <summary>
/// Every command of a market with hostile values, one field at a time and many at once: never an exception, always a known code, never
/// accepted outside of what is documented. A refused command changes nothing but what it must: the stamp of its call, the funding that
/// the account owes, the result of its id, and the reason for which an index is refused. Whatever is recorded folds and audits to the
/// same state.
/// </summary>
public sealed class HostileCommandTests
{
    private const int Samples = 1_500;
    private const int LongSamples = 400_000;
    private const int MostFields = 6;

    // What the record of a refused command may hold.
    private static readonly HashSet<EventKind> OfRefusals =
        [EventKind.StampRaised, EventKind.FundingPaid, EventKind.ResultStored, EventKind.IndexUpdated];

    private static readonly AuctionParameters Batches = new(0, 0, 0, 0, 100 * TestMarket.Ms, 0);
    private static readonly AuctionParameters Delays = new(0, 1_000 * TestMarket.Ms, 0, 2_000, 0, 50 * TestMarket.Ms);

    private readonly Dictionary<Type, HashSet<ResultCode>> _codes = [];
    private HostileMarket? _market;
    private byte[] _hash = [];

    [Fact]
    public void One_hostile_field_of_any_command_is_refused_or_means_what_it_says()
    {
        for (int kind = 0; kind < new HostileMarket().Sound().Count; kind++)
        {
            Renew(() => new HostileMarket());
            foreach ((string field, IMarketCommand command) in Mutations.Of(_market!.Sound()[kind]))
            {
                Check(command, field, () => new HostileMarket());
            }
        }

        // Every command was refused for its form, and those that have an id for reasons of the state as well.
        foreach ((Type type, HashSet<ResultCode> codes) in _codes.Where(each => each.Key != typeof(NudgeCommand)))
        {
            Assert.True(codes.Count(code => code != ResultCode.Ok) > 0, $"{type.Name} was never refused");
        }

        Assert.Equal(12, _codes.Count);
        ResultCode[] expected =
        [
            ResultCode.InvalidRequest,
            ResultCode.DeadlineExpired,
            ResultCode.PriceOutOfBand,
            ResultCode.QuantityTooLarge,
            ResultCode.Superseded,
        ];
        Assert.Empty(expected.Except(_codes[typeof(SubmitCommand)]));
    }

    [Fact]
    public void Many_hostile_fields_at_once_are_refused_or_mean_what_they_say_in_every_phase()
    {
        Func<HostileMarket>[] markets =
        [
            () => new HostileMarket(),
            () => new HostileMarket(MarketPhase.PreOpen),
            () => new HostileMarket(MarketPhase.ReduceOnly),
            () => new HostileMarket(MarketPhase.Halted),
            () => new HostileMarket(MarketPhase.Open, Batches),
            () => new HostileMarket(MarketPhase.Open, Delays),
        ];
        int seed = Properties.IsLong ? Random.Shared.Next() : 1;
        var random = new Random(seed);
        int samples = Properties.IsLong ? LongSamples : Samples;
        for (int sample = 0; sample < samples; sample++)
        {
            Func<HostileMarket> make = markets[sample * markets.Length / samples];
            if (sample % (samples / markets.Length) == 0 || _market is null)
            {
                Renew(make);
            }

            IReadOnlyList<IMarketCommand> sound = _market!.Sound();
            IMarketCommand command = sound[random.Next(sound.Count)];
            string fields = string.Empty;
            for (int field = random.Next(1, MostFields); field > 0; field--)
            {
                (string name, command) = Mutations.Any(command, random);
                fields += $"{name}, ";
            }

            Check(command, $"{fields} (seed {seed}, sample {sample})", make);
        }
    }

    [Fact]
    public void A_quarantine_of_any_name_folds_to_a_sound_state()
    {
        long[] numbers = [0, 1, -1, -3, 5, long.MaxValue, long.MinValue, TestMarket.StartNs];
        foreach (long account in numbers)
        {
            foreach (long number in numbers)
            {
                var market = new HostileMarket();
                var stamp = new CallStamp(number, account);
                var command = new QuarantineCommand(account, new CommandId(unchecked((ulong)number), 1), stamp, number, 5);
                var writer = new RecordWriter();
                TestMarket plain = market.Market;
                MarketEngine.WriteQuarantine(command, plain.Engine.Sequence, plain.Engine.TimeNs, plain.NowNs, writer);
                plain.Recover(writer.Written.ToArray());
                plain.Engine.CheckInvariants();
                Assert.Equal(MarketPhase.CancelOnly, plain.Engine.Phase);
            }
        }
    }

    [Fact]
    public void Rules_under_which_a_position_could_not_be_valued_are_refused()
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 1_000_000);
        MarketParameters next = market.Engine.Parameters with
        {
            Version = 2,
            MaximumLots = 1_000,
            MaximumPositionLots = 1_000,
            Funding = market.Engine.Parameters.Funding! with { InterestPpm = 1, ClampPpm = 1, CapPpm = 1 },
        };

        // 10^6 lots of 100 quanta a unit and lot: at 2^35 units they would be worth more than 2^61 quanta.
        Assert.Equal(ResultCode.InvalidParameters, market.SetParameters(next with { MaximumPriceUnits = 1L << 35 }).Code);
        Assert.Equal(ResultCode.Ok, market.SetParameters(next with { MaximumPriceUnits = 1L << 34 }).Code);
        DeleverageCounterparty[] others = [new(2, 1_000_000, 1, 1)];
        Assert.Equal(ResultCode.Ok, market.Run(new DeleverageCommand(1, market.NextStamp(1), 1, 1, 1L << 34, others)).Code);
        market.Engine.CheckInvariants();
    }

    private void Renew(Func<HostileMarket> make)
    {
        _market = make();
        _hash = _market.Market.Engine.StateHash();
    }

    private void Check(IMarketCommand command, string what, Func<HostileMarket> make)
    {
        TestMarket market = _market!.Market;
        what = $"{command.GetType().Name}: {what}";
        MarketEngine engine = market.Engine;
        bool isAllowed = SoundRanges.Allow(command, engine, market.NowNs + TestMarket.Ms);
        Outcome? outcome = null;
        Exception? fault = Record.Exception(() => outcome = _market.Run(command));
        Assert.True(fault is null, $"{what}: {fault}");
        Assert.True(Enum.IsDefined(outcome!.Code), what);
        Assert.True(isAllowed || outcome.Code != ResultCode.Ok, $"{what}: accepted");
        CodesOf(command).Add(outcome.Code);
        if (!outcome.HasRecord)
        {
            Assert.True(_hash.AsSpan().SequenceEqual(engine.StateHash()), $"{what}: the state changed without a record");
            return;
        }

        bool isRefused = outcome.Code is not (ResultCode.Ok or ResultCode.NoLiquidity);
        EventKind[] events = [.. market.LastEvents()];
        Assert.True(!isRefused || events.All(OfRefusals.Contains), $"{what}: {outcome.Code} with {string.Join(", ", events)}");
        CheckSums(command, outcome, what);
        engine.CheckInvariants();
        CheckAgain(market, engine.StateHash(), what);
        Renew(make);
    }

    private HashSet<ResultCode> CodesOf(IMarketCommand command)
    {
        if (!_codes.TryGetValue(command.GetType(), out HashSet<ResultCode>? codes))
        {
            _codes.Add(command.GetType(), codes = []);
        }

        return codes;
    }

    private static void CheckSums(IMarketCommand command, Outcome outcome, string what)
    {
        CommandResult result = outcome.Result;
        if (command is SubmitCommand { Lots: > 0 } submit && result.OrderId != 0 && !outcome.IsRepeat)
        {
            long sum = result.FilledLots + result.RestingLots + result.WaitingLots + result.CancelledLots;
            Assert.True(sum == submit.Lots, $"{what}: {sum} of {submit.Lots} lots");
        }
    }

    // The record is what the step did: folded, and decided again by a fresh engine.
    private static void CheckAgain(TestMarket market, byte[] hash, string what)
    {
        var again = new MarketEngine(market.Spec, market.First, TestMarket.StartNs);
        foreach (byte[] record in market.Log.SkipLast(1))
        {
            again.Fold(record);
        }

        AuditOutcome audit = again.Audit(market.Log[^1]);
        Assert.True(audit.Matches, $"{what}: {audit.Detail}");
        Assert.True(hash.AsSpan().SequenceEqual(again.StateHash()), $"{what}: decided again it comes to another state");
    }
}
