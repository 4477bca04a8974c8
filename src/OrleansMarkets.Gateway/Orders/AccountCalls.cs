using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Sends commands to accounts, in as few calls as there can be.</summary>
/// <param name="markets">The markets: reads wait for what was acknowledged.</param>
/// <param name="cluster">The accounts.</param>
internal sealed class AccountCalls(GatewayMarkets markets, Cluster cluster)
{
    /// <summary>The result of a change whose outcome is not known.</summary>
    public static readonly PlaceResult NotKnown = new(ResultCode.Unknown, 0, default, 0, 0, 0, 0);

    /// <summary>Sends one command.</summary>
    public async Task<PlaceResult> OneAsync(RequestName name, BatchItem item)
    {
        ICrossMarginGrain account = name.Grain(cluster);
        Task<PlaceResult> call = item switch
        {
            { Place: { } order } => account.PlaceOrder(order),
            { Amend: { } amendment } => account.AmendOrder(amendment),
            _ => account.CancelOrder(item.Cancel!),
        };
        PlaceResult result = await cluster.ChangeAsync(call, NotKnown);
        Acknowledge(item, result);
        return result;
    }

    /// <summary>
    /// Sends the commands of requests in one call. If the account refuses the call whole (one of several markets does not answer, say),
    /// nothing of it has happened, and each request is sent alone, so that it has a result of its own.
    /// </summary>
    /// <param name="name">The account.</param>
    /// <param name="works">The requests.</param>
    /// <returns>The results of each request's commands.</returns>
    public async Task<IReadOnlyList<PlaceResult>[]> AllAsync(RequestName name, IReadOnlyList<OrderWork> works)
    {
        var results = new IReadOnlyList<PlaceResult>[works.Count];
        List<int> together = [];
        List<int> alone = [];
        HashSet<CommandKey> ids = [];
        for (int at = 0; at < works.Count; at++)
        {
            // A command that is in the call already joins it afterwards, as every repetition does.
            bool isNew = works[at].Items.All(item => !ids.Contains(IdOf(item)));
            (isNew ? together : alone).Add(at);
            ids.UnionWith(works[at].Items.Select(IdOf));
        }

        if (await TryManyAsync(name, [.. together.SelectMany(at => works[at].Items)]) is { Code: ResultCode.Ok, Results: var all })
        {
            int next = 0;
            foreach (int at in together)
            {
                results[at] = [.. all.Skip(next).Take(works[at].Items.Length)];
                next += works[at].Items.Length;
            }
        }
        else
        {
            alone.AddRange(together);
        }

        foreach (int at in alone)
        {
            results[at] = await SeveralAsync(name, works[at].Items);
        }

        return results;
    }

    /// <summary>Sends commands in one call; if it is refused whole, that is the result of each.</summary>
    public async Task<IReadOnlyList<PlaceResult>> SeveralAsync(RequestName name, ImmutableArray<BatchItem> items)
    {
        OrderBatchResult result = await TryManyAsync(name, items);
        return result.Code == ResultCode.Ok ? result.Results : [.. items.Select(_ => NotKnown with { Code = result.Code })];
    }

    private async Task<OrderBatchResult> TryManyAsync(RequestName name, ImmutableArray<BatchItem> items)
    {
        if (items.Length <= 1)
        {
            return new OrderBatchResult(ResultCode.Ok, items.IsEmpty ? [] : [await OneAsync(name, items[0])]);
        }

        OrderBatchResult unknown = new(ResultCode.Ok, [.. items.Select(_ => NotKnown)]);
        OrderBatchResult batch = await cluster.ChangeAsync(name.Grain(cluster).Execute(new OrderBatch(items)), unknown);
        for (int at = 0; at < items.Length && batch.Code == ResultCode.Ok; at++)
        {
            Acknowledge(items[at], batch.Results[at]);
        }

        return batch;
    }

    private void Acknowledge(BatchItem item, in PlaceResult result) => markets.Acknowledge(SymbolOf(item), result.Sequence);

    private static CommandKey IdOf(BatchItem item) => item.Place?.Id ?? item.Amend?.Id ?? item.Cancel!.Id;

    private static string SymbolOf(BatchItem item) => item.Place?.Symbol ?? item.Amend?.Symbol ?? item.Cancel!.Symbol;
}
