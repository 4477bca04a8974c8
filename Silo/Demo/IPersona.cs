namespace OrleansMarkets.Silo.Demo;

/// <summary>Somebody who trades in the demo.</summary>
internal interface IPersona
{
    /// <summary>Who it is, for logs.</summary>
    string Name { get; }

    /// <summary>Brings its capital.</summary>
    Task BeginAsync(CancellationToken cancellation);

    /// <summary>Acts once.</summary>
    /// <returns>How long it rests until it acts again.</returns>
    Task<TimeSpan> ActAsync(CancellationToken cancellation);
}
