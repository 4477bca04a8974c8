namespace OrleansMarkets.Lab;

/// <summary>What a random stream is for: streams of different purposes are independent. Numbers are part of every golden value.</summary>
public enum RandomPurpose
{
    /// <summary>Generated bars.</summary>
    SyntheticBars = 1,

    /// <summary>Noise of an oracle publisher.</summary>
    PublisherNoise = 2,

    /// <summary>Character and choices of a trader.</summary>
    Trader = 3,
}
