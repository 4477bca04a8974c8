namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>New terms of an order as both twins get them; 0 keeps what stands.</summary>
internal sealed record NaiveAmendment(
    int Account, int Number, long Price, long Lots, long Trigger = 0, long Trail = 0, long Ppm = 0, long Worst = 0)
{
    public bool ChangesTrigger => Trigger + Trail + Ppm > 0;
}
