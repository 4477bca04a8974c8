namespace Orleans;

/// <summary>Stages of the start of a silo, in their order.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before everything.</summary>
    public const int First = int.MinValue;

    /// <summary>Runtime is initialized.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>Runtime services start.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage starts.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Grain services start.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>Application services start.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The silo is about to take calls.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>The silo takes calls.</summary>
    public const int Active = 20000;

    /// <summary>After everything.</summary>
    public const int Last = int.MaxValue;
}
