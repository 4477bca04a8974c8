namespace Orleans.Configuration;

/// <summary>How calls are carried.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for a response.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a request whose caller has given up is not started.</summary>
    public bool DropExpiredMessages { get; set; } = true;
}
