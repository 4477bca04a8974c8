namespace OrleansMarkets.Client.Http;

/// <summary>The time that one attempt may take, within the caller's patience.</summary>
internal sealed class Attempt : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    public Attempt(HttpConnectionOptions options, CancellationToken cancellation)
    {
        _timeout = new CancellationTokenSource(options.Limits.AttemptTimeout, options.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, cancellation);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
