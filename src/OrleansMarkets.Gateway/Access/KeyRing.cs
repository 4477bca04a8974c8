using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Http;

namespace OrleansMarkets.Gateway.Access;

/// <summary>
/// The keys in use. What a key may do is believed for <see cref="GatewayOptions.KeyLifetime"/> from when the question left, so a disabled
/// key is refused after that; a key in steady use is asked for again at half of it, beside the requests.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="ids">Recognises made-up ids.</param>
/// <param name="seal">Opens secrets.</param>
/// <param name="options">The lifetime.</param>
/// <param name="clock">Clock of the lifetime.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class KeyRing(
    IGrainFactory grains,
    KeyIds ids,
    SecretSeal seal,
    IOptions<GatewayOptions> options,
    TimeProvider clock,
    ILogger<KeyRing> logger)
{
    /// <summary>Keys remembered at once; beyond it those that nobody uses are forgotten.</summary>
    public const int MaximumKeys = 65_536;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly TimeSpan _lifetime = options.Value.KeyLifetime;

    /// <summary>Finds a key.</summary>
    /// <param name="keyId">Its id as received.</param>
    /// <returns>The key, disabled and expired ones included; null when there is none.</returns>
    /// <exception cref="RequestException">The cluster does not answer.</exception>
    public async ValueTask<Caller?> FindAsync(string keyId)
    {
        if (!ids.IsGenuine(keyId))
        {
            return null;
        }

        Entry entry = _entries.GetValueOrDefault(keyId) ?? Add(keyId);
        TimeSpan age = entry.Age(clock);
        if (age < _lifetime)
        {
            if (age > _lifetime / 2)
            {
                _ = RefreshAsync(entry);
            }

            return entry.Caller;
        }

        return await RefreshAsync(entry)
            ? entry.Caller
            : throw RequestException.Busy("the key could not be checked, try again");
    }

    private Entry Add(string keyId)
    {
        if (_entries.Count >= MaximumKeys)
        {
            foreach ((string known, Entry entry) in _entries)
            {
                if (entry.Age(clock) > _lifetime)
                {
                    _entries.TryRemove(known, out _);
                }
            }
        }

        return _entries.GetOrAdd(keyId, static id => new Entry(id));
    }

    // One question at a time for each key; whoever comes meanwhile waits for its answer.
    private Task<bool> RefreshAsync(Entry entry)
    {
        lock (entry)
        {
            if (entry.Asking is not { IsCompleted: false })
            {
                entry.Asking = AskAsync(entry);
            }

            return entry.Asking;
        }
    }

    private async Task<bool> AskAsync(Entry entry)
    {
        long left = clock.GetTimestamp();
        try
        {
            if (entry.User.Length == 0)
            {
                entry.User = await grains.GetGrain<IApiKeyOwnerGrain>(entry.KeyId).GetOwner()
                    .WaitAsync(options.Value.ClusterPatience, clock);
            }

            ApiKeyRecord? key = entry.User.Length == 0
                ? null
                : await grains.GetGrain<IAccountGrain>(entry.User).GetKey(entry.KeyId).WaitAsync(options.Value.ClusterPatience, clock);
            entry.Take(key is null ? null : Open(entry.Caller, key), left);
            return true;
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "A key could not be checked");
            return false;
        }
    }

    private Caller? Open(Caller? known, ApiKeyRecord key)
    {
        if (known is not null && known.Key.ProtectedSecret.AsSpan().SequenceEqual(key.ProtectedSecret.AsSpan()))
        {
            return known with { Key = key };
        }

        try
        {
            return new Caller(key, seal.Open(key.KeyId, key.ProtectedSecret.AsSpan()));
        }
        catch (CryptographicException fault)
        {
            logger.LogError(fault, "A secret does not open: the master key is another one, or the store was changed");
            return null;
        }
    }

    private sealed class Entry(string keyId)
    {
        private volatile Answer? _answer;

        public string KeyId => keyId;

        public string User { get; set; } = string.Empty;

        public Task<bool>? Asking { get; set; }

        public Caller? Caller => _answer?.Caller;

        public TimeSpan Age(TimeProvider clock) => _answer is { } known ? clock.GetElapsedTime(known.AskedAt) : TimeSpan.MaxValue;

        public void Take(Caller? caller, long askedAt) => _answer = new Answer(caller, askedAt);

        private sealed record Answer(Caller? Caller, long AskedAt);
    }
}
