namespace Orleans;

/// <summary>Says how long an activation may be idle before it is collected.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>Days of idleness.</summary>
    public double Days { get; set; }

    /// <summary>Hours of idleness.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of idleness.</summary>
    public double Minutes { get; set; }

    /// <summary>Whether the activation is never collected.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>Idleness after which the activation is collected.</summary>
    public TimeSpan AgeLimit =>
        AlwaysActive ? TimeSpan.MaxValue : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
}
