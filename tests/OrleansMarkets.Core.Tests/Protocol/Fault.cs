namespace OrleansMarkets.Core.Tests.Protocol;

/// <summary>A rule of the protocol that a model leaves out, to show that the exploration would notice.</summary>
internal enum Fault
{
    None,

    /// <summary>The account releases a reservation as soon as any newer row arrives.</summary>
    ReleaseOnAccountSequence,

    /// <summary>The book executes a call whose stamp is not above the highest it has seen.</summary>
    BookAcceptsSupersededCalls,

    /// <summary>A new activation takes new risk before it has touched its markets.</summary>
    NewRiskBeforeTouch,
}
