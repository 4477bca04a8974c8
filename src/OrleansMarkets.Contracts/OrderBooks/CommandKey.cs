using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>A command id chosen by its sender: 128 bits, unique within an account, kept for retries.</summary>
/// <param name="High">Upper 64 bits.</param>
/// <param name="Low">Lower 64 bits.</param>
[GenerateSerializer, Immutable, Alias("om.command-key")]
public readonly record struct CommandKey(
    ulong High,
    ulong Low);
