namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>The account takes no command now; nothing of the refused command has happened. The caller tries again.</summary>
/// <param name="account">The account.</param>
/// <param name="reason">Why.</param>
public sealed class AccountUnavailableException(long account, string reason) : Exception($"Account {account}: {reason}.");
