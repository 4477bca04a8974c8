using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>The fast way through the book: one plain order after the other, until there is one that needs a closer look.</content>
internal sealed partial class Matcher
{
    // The fills of one incoming order.
    private ref struct TakerTape(Matcher matcher, ref Taker taker) : IFillTape
    {
        private readonly ref Taker _taker = ref taker;
        private int _visits;
        private int _met;

        /// <summary>The order that was not filled here; none if trading ended by itself.</summary>
        public int TakeMet()
        {
            int met = _met;
            _met = LimitOrderBook.None;
            return met;
        }

        /// <summary>Counts a visit to a resting order.</summary>
        /// <returns>Whether the step has one left.</returns>
        public bool TryVisit()
        {
            if (_visits == MarketLimits.MaximumFillsPerStep)
            {
                return false;
            }

            _visits++;
            matcher.Visits++;
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryFill(int slot, in OrderNode maker, long lots)
        {
            ref RestingTerms terms = ref matcher.TermsOf(slot);
            if (!terms.IsPlain || terms.Owner == _taker.Row || _taker.ReduceOnly || !TryVisit())
            {
                _met = slot;
                return false;
            }

            matcher.TradePlain(ref _taker, maker, ref terms, lots);
            return true;
        }
    }

    private ref RestingTerms TermsOf(int slot) => ref state.Book.Terms(slot);
}
