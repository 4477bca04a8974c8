namespace OrleansMarkets.Core.Accounts;

/// <summary>The accounts of one account log. Per asset their sum is zero after every record, so each log balances by itself.</summary>
public enum LedgerBucket : byte
{
    /// <summary>The account's own money.</summary>
    Main = 1,

    /// <summary>Insurance money held for (account, episode) pairs.</summary>
    Held = 2,

    /// <summary>Contra of what came from and went to the outside: negative of net deposits.</summary>
    External = 3,

    /// <summary>Contra of transfers between accounts: over all logs it nets to zero once no transfer is under way.</summary>
    Transit = 4,

    /// <summary>Contra of rounding residues.</summary>
    Rounding = 5,
}
