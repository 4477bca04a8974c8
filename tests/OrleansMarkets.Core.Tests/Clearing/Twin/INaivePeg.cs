using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>An order of a naive market that may follow a reference.</summary>
internal interface INaivePeg
{
    Side Side { get; }

    long Price { get; }

    /// <summary>What it follows; nothing by default.</summary>
    PegTerms Peg { get; }

    /// <summary>The worst price that it may have.</summary>
    long PegWorst { get; }
}
