using System.Numerics;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Simulation.Checks;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// One auto-deleveraging, worked out again from its command (I7): who gives how many lots at which price from the positions before the
/// step, and whether the ranks and the cuts follow from the inputs that the record keeps. The cancel budget of a step is far above all
/// orders of a simulated venue, so nobody is passed over for it.
/// </summary>
internal sealed class DeleverageTrail
{
    private readonly DeleverageCommand _command;
    private readonly IReadOnlyDictionary<long, NaiveRow> _rows;
    private readonly Violations _violations;
    private readonly string _place;
    private readonly List<(long Account, long Lots)> _expected = [];
    private readonly List<(long Account, long Lots)> _taken = [];
    private long _sizeBefore;
    private bool _isFinished;

    public DeleverageTrail(
        in DeleverageCommand command, IReadOnlyDictionary<long, NaiveRow> rows, Violations violations, string place)
    {
        _command = command;
        _rows = rows;
        _violations = violations;
        _place = place;
    }

    /// <summary>What was due before the command is done: the positions are those that it meets.</summary>
    /// <param name="marks">Every mark that the market had so far.</param>
    /// <param name="quantaPerUnitLot">Value of one lot at one price unit.</param>
    public void Begin(IReadOnlySet<long> marks, long quantaPerUnitLot)
    {
        _sizeBefore = SizeOf(_command.Account);
        PlanTrades();
        CheckRanks(marks, quantaPerUnitLot);
    }

    /// <summary>A trade of the step.</summary>
    public void Take(in TradeEvent trade)
    {
        bool closes = trade.TakerAccount == _command.Account && (trade.TakerSide == Side.Sell) == (_sizeBefore > 0);
        Require(closes && trade.PriceUnits == _command.PriceUnits, $"{trade} is not what {_command} asks for");
        _taken.Add((trade.MakerAccount, trade.Lots));
    }

    /// <summary>The step tells its result.</summary>
    public void Finish(in EpisodeStepEvent done)
    {
        _isFinished = true;
        Int128 asked = 0;
        foreach (DeleverageCounterparty counterparty in _command.Counterparties.Span)
        {
            asked += counterparty.Lots;
        }

        long closed = _expected.Sum(part => part.Lots);
        Int128 remainder = Int128.Min(asked, Math.Abs(_sizeBefore)) - closed;
        Require(_taken.SequenceEqual(_expected), $"took {Words(_taken)}, expected {Words(_expected)}");
        Require(
            done.Account == _command.Account && done.Result.ClosedLots == closed && done.Result.RemainderLots == remainder,
            $"{done}, expected {closed} lots closed and {remainder} left");
    }

    /// <summary>A step without a result did nothing.</summary>
    public void EndStep() => Require(_isFinished || _taken.Count == 0, $"took {Words(_taken)} without a result");

    // By notional ÷ equity, the highest first; equals by number.
    private static bool IsAhead(in DeleverageCounterparty first, in DeleverageCounterparty second)
    {
        int order = ((BigInteger)first.NotionalQuanta * second.EquityQuanta)
            .CompareTo((BigInteger)second.NotionalQuanta * first.EquityQuanta);
        return order > 0 || (order == 0 && first.Account < second.Account);
    }

    private static string Words(List<(long Account, long Lots)> parts) => string.Join(", ", parts);

    // The ranks and cuts of the named counterparties against the inputs in the command.
    private void CheckRanks(IReadOnlySet<long> marks, long quantaPerUnitLot)
    {
        ReadOnlySpan<DeleverageCounterparty> named = _command.Counterparties.Span;
        for (int i = 0; i < named.Length; i++)
        {
            Require(named[i].EquityQuanta > 0, $"{named[i]} has no equity");
            Require(i == 0 || IsAhead(named[i - 1], named[i]), $"{named[i]} is not behind the one named before it");
        }

        CheckLevel(named, marks, quantaPerUnitLot);
    }

    private void PlanTrades()
    {
        Dictionary<long, long> sizes = [];
        long left = Math.Abs(_sizeBefore);
        foreach (DeleverageCounterparty counterparty in _command.Counterparties.Span)
        {
            long size = sizes.GetValueOrDefault(counterparty.Account, SizeOf(counterparty.Account));
            long available = Math.Sign(size) == -Math.Sign(_sizeBefore) ? Math.Abs(size) : 0;
            long lots = Math.Min(counterparty.Lots, Math.Min(left, available));
            if (lots > 0)
            {
                _expected.Add((counterparty.Account, lots));
                sizes[counterparty.Account] = size - (Math.Sign(size) * lots);
                left -= lots;
            }
        }
    }

    // Who is cut comes down to one common leverage, to within a lot: (size - cut) ÷ equity. The size that was ranked is not in the record:
    // it is a size that the account has had whose value at a mark that the market has had is the notional in the record.
    private void CheckLevel(ReadOnlySpan<DeleverageCounterparty> named, IReadOnlySet<long> marks, long quantaPerUnitLot)
    {
        List<(DeleverageCounterparty Named, long Lots)> known = [];
        foreach (DeleverageCounterparty counterparty in named)
        {
            List<long> ranked = RankedLots(counterparty, marks, quantaPerUnitLot);
            Require(ranked.Count > 0, $"{counterparty}: it never had such a notional");
            Require(ranked.Count == 0 || ranked.Max() >= counterparty.Lots, $"{counterparty} is cut beyond the ranked {Max(ranked)}");
            if (ranked.Count == 1)
            {
                known.Add((counterparty, ranked[0]));
            }
        }

        foreach ((DeleverageCounterparty one, long oneLots) in known)
        {
            foreach ((DeleverageCounterparty other, long otherLots) in known)
            {
                BigInteger difference = ((BigInteger)(oneLots - one.Lots) * other.EquityQuanta)
                    - ((BigInteger)(otherLots - other.Lots) * one.EquityQuanta);
                Require(
                    BigInteger.Abs(difference) < (BigInteger)one.EquityQuanta + other.EquityQuanta,
                    $"{one} of {oneLots} and {other} of {otherLots} come to different levels");
            }
        }
    }

    private static long Max(List<long> lots) => lots.Count == 0 ? 0 : lots.Max();

    private List<long> RankedLots(DeleverageCounterparty counterparty, IReadOnlySet<long> marks, long quantaPerUnitLot)
    {
        if (!_rows.TryGetValue(counterparty.Account, out NaiveRow? row))
        {
            return [];
        }

        return [.. row.SizesLots
            .Where(size => size != 0 && Math.Sign(size) != Math.Sign(_sizeBefore))
            .Select(Math.Abs)
            .Distinct()
            .Where(lots => counterparty.NotionalQuanta % (lots * quantaPerUnitLot) == 0
                && marks.Contains(counterparty.NotionalQuanta / (lots * quantaPerUnitLot)))];
    }

    private long SizeOf(long account) => _rows.TryGetValue(account, out NaiveRow? row) ? row.SizeLots : 0;

    private void Require(bool holds, FormattableString words) => _violations.Require(holds, "I7", $"{_place}: {words}");
}
