using Orleans;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// The self-trade group that the account may name: that of its user, whose number is the user's main account. An account without a user
/// is a group of its own. No two users have a group in common, because an account has one user for ever.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="grains">Finds users.</param>
internal sealed class SelfTradeGroups(long account, IGrainFactory grains)
{
    private bool _isKnown;
    private long _own;

    /// <summary>Whether an order names a group, which has to be found before it is checked.</summary>
    public static bool IsNamed(OrderInstructions? instructions) => instructions is { SelfTradeGroup: not 0 };

    /// <summary>Whether an order names no group, or the one that it may.</summary>
    public bool MayName(OrderInstructions? instructions) => !IsNamed(instructions) || instructions!.SelfTradeGroup == _own;

    /// <summary>Finds the group; a user's never changes.</summary>
    public async Task Find()
    {
        if (_isKnown)
        {
            return;
        }

        string user = await grains.GetGrain<IAccountOwnerGrain>(account).GetOwner();
        UserProfile? profile = user.Length == 0 ? null : await grains.GetGrain<IAccountGrain>(user).GetProfile();
        _isKnown = profile is { TradingAccounts.Length: > 0 };
        _own = _isKnown ? profile!.TradingAccounts[0] : account;
    }

    /// <summary>An order with the number of the group that it names.</summary>
    public PlaceOrder Resolve(PlaceOrder order) =>
        IsNamed(order.Instructions) ? order with { Instructions = Resolve(order.Instructions) } : order;

    /// <summary>Instructions with the number of the group that they name.</summary>
    public OrderInstructions? Resolve(OrderInstructions? instructions) =>
        instructions is { SelfTradeGroup: OrderInstructions.UserGroup } ? instructions with { SelfTradeGroup = _own } : instructions;
}
