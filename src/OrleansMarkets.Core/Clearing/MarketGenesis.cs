using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

/// <summary>What the first record of a market's log says: the market as it was listed.</summary>
/// <param name="Spec">What is fixed for the market's life.</param>
/// <param name="Parameters">Its first parameters.</param>
/// <param name="CreatedNs">Book time of its beginning.</param>
/// <param name="Phase">Its first phase.</param>
/// <param name="NextFundingNs">When funding is due first; <see cref="long.MaxValue"/> without funding.</param>
public sealed record MarketGenesis(
    MarketSpec Spec, MarketParameters Parameters, long CreatedNs, MarketPhase Phase, long NextFundingNs)
{
    /// <summary>Reads the record with the sequence <see cref="MarketEngine.GenesisSequence"/>.</summary>
    /// <param name="record">Its bytes.</param>
    /// <exception cref="CorruptRecordException">The bytes are no such record.</exception>
    public static MarketGenesis Read(ReadOnlySpan<byte> record)
    {
        MarketState state = SnapshotCodec.Read(record);
        return state.Sequence == MarketEngine.GenesisSequence
            ? new MarketGenesis(state.Spec, state.Parameters, state.TimeNs, state.Phase, state.NextFundingNs)
            : throw new CorruptRecordException($"A snapshot of sequence {state.Sequence} is no beginning of a market.");
    }
}
