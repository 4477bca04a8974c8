using OrleansMarkets.Core.Clearing.Commands;

namespace OrleansMarkets.Core.Clearing;

/// <summary>A 64-bit hash of a command's body: what the caller asked for, without its id and call stamp, which a retry may change.</summary>
public static class CommandHash
{
    /// <summary>Hash of a submit's body.</summary>
    public static ulong Of(in SubmitCommand command) => throw new NotImplementedException();

    /// <summary>Hash of a cancel's body.</summary>
    public static ulong Of(in CancelCommand command) => throw new NotImplementedException();

    /// <summary>Hash of a liquidation's body.</summary>
    public static ulong Of(in LiquidateCommand command) => throw new NotImplementedException();

    /// <summary>Hash of an auto-deleveraging's body.</summary>
    public static ulong Of(in DeleverageCommand command) => throw new NotImplementedException();
}
