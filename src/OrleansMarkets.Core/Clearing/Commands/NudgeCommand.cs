namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>Does nothing but let the book apply what is due. Anyone may send it.</summary>
public readonly record struct NudgeCommand;
