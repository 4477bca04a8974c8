using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace OrleansMarkets.Core.Matching;

/// <summary>Asks the processor to load a cache line early; it changes nothing but time. The only unsafe code of this project.</summary>
internal static class CacheHint
{
    /// <summary>Loads the line in which a value begins, on processors that can be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T value)
    {
        if (Sse.IsSupported)
        {
            // The address is only looked up, never read or kept: it does no harm if the collector moves the value meanwhile.
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
        }
    }
}
