using Orleans;
using Orleans.Runtime;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>The first user that claims a thing keeps it.</summary>
internal static class OwnerClaim
{
    /// <summary>Claims for a user; answers when what it says is durable.</summary>
    /// <param name="state">Who owns it.</param>
    /// <param name="user">The user, not empty.</param>
    /// <param name="grain">Ends its activation when it is not known whether the claim was written.</param>
    /// <returns>Whether it is the user's.</returns>
    public static async Task<bool> ClaimAsync(this IPersistentState<AccountOwnerState> state, string user, IGrainBase grain)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        if (state.State.User.Length == 0)
        {
            state.State.User = user;
            try
            {
                await state.WriteStateAsync();
            }
            catch
            {
                // Whether it was written is not known: the next activation reads what is true.
                grain.DeactivateOnIdle();
                throw;
            }
        }

        return state.State.User == user;
    }
}
