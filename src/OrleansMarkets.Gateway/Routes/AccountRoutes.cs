using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.Gateway.Streams;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Account;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Positions, wallet, fees and the key itself: the account's own numbers.</summary>
/// <param name="markets">The markets.</param>
/// <param name="cluster">The accounts.</param>
/// <param name="guard">Knows after which silence orders go.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class AccountRoutes(GatewayMarkets markets, Cluster cluster, DisconnectGuard guard, TimeProvider clock) : IRouteSource
{
    private const long NsPerTick = 100;

    // What the dialect says while none is set.
    private const int DefaultWindowSeconds = 10;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        Get("/v5/position/list", RouteAccess.Read, PositionsAsync),
        Get("/v5/account/wallet-balance", RouteAccess.Read, WalletAsync),
        Get("/v5/account/info", RouteAccess.Read, InfoAsync),
        Get("/v5/account/fee-rate", RouteAccess.Read, FeesAsync),
        Get("/v5/user/query-api", RouteAccess.AnyKey, KeyAsync),
        Get("/v5/asset/coin/query-info", RouteAccess.AnyKey, CoinsAsync),
    ];

    private static Route Get(string path, RouteAccess access, Func<GatewayRequest, Task> handler) =>
        new(HttpMethods.Get, path, access, handler);

    private Task<RiskReport> ReportAsync(GatewayRequest request) =>
        cluster.AskAsync(cluster.Grains.GetGrain<ICrossMarginGrain>(request.Caller.Account).GetRisk());

    // With a symbol always one line, also when it is flat: clients read the leverage from it.
    private async Task PositionsAsync(GatewayRequest request)
    {
        QueryParameters query = request.Query;
        string? category = query.Text("category");
        string? symbol = query.Text("symbol");
        if (GatewayMarkets.KindOf(category) == MarketKind.Spot)
        {
            throw RequestException.Invalid("spot has no positions");
        }

        GatewayMarket[] selected = [.. markets.Selected(category, symbol, query.Text("baseCoin"), query.Text("settleCoin"))];
        List<Position> positions = [];
        if (selected.Length > 0)
        {
            RiskReport report = await ReportAsync(request);
            foreach (GatewayMarket market in selected)
            {
                PositionLine? line = report.Positions.FirstOrDefault(position => position.Symbol == market.Symbol);
                if (symbol is not null || line is { Row.SizeLots: not 0 })
                {
                    positions.Add(AccountShapes.Position(market, line, report, request.Caller.Account, clock.NowMs()));
                }
            }
        }

        await request.AnswerAsync(
            WireJson.Default.EnvelopeListPagePosition, new ListPage<Position> { Category = category ?? string.Empty, Items = positions });
    }

    private async Task WalletAsync(GatewayRequest request)
    {
        if (request.Query.Text("accountType") is not (null or "UNIFIED"))
        {
            throw RequestException.Invalid("accountType is not UNIFIED");
        }

        Wallet wallet = AccountShapes.Wallet(await ReportAsync(request), markets, request.Query.Text("coin"));
        await request.AnswerAsync(WireJson.Default.EnvelopeWalletList, new WalletList { List = [wallet] });
    }

    private Task InfoAsync(GatewayRequest request) => request.AnswerAsync(WireJson.Default.EnvelopeAccountInfo, new AccountInfo
    {
        UnifiedMarginStatus = 6,
        MarginMode = "REGULAR_MARGIN",
        UpdatedTime = Times.MsText(request.Caller.Key.CreatedNs),
        DcpStatus = guard.WindowOf(request.Caller.Account) is null ? "OFF" : "ON",
        TimeWindow = (int)(guard.WindowOf(request.Caller.Account)?.TotalSeconds ?? DefaultWindowSeconds),
        SpotHedgingStatus = "OFF",
    });

    private Task FeesAsync(GatewayRequest request)
    {
        string category = request.Query.Text("category") ?? Categories.Linear;
        IEnumerable<GatewayMarket> selected =
            markets.Selected(category, request.Query.Text("symbol"), request.Query.Text("baseCoin"), settleCoin: null);
        return request.AnswerAsync(WireJson.Default.EnvelopeFeeRateList, new FeeRateList
        {
            Category = category,
            List =
            [
                .. selected.Select(market => new FeeRate
                {
                    Symbol = market.Listed.PublicSymbol,
                    TakerFeeRate = MarketScale.Rate(market.Listed.Definition.TakerFeePpm),
                    MakerFeeRate = MarketScale.Rate(market.Listed.Definition.MakerFeePpm),
                }),
            ],
        });
    }

    private Task KeyAsync(GatewayRequest request)
    {
        ApiKeyRecord key = request.Caller.Key;
        bool trades = request.Caller.May(RouteAccess.Trade);
        bool moves = (key.Scopes & (ApiKeyScopes.Transfer | ApiKeyScopes.Withdraw)) != 0;
        return request.AnswerAsync(WireJson.Default.EnvelopeApiKeyInfo, new ApiKeyInfo
        {
            Id = key.KeyId,
            Note = key.Note,
            ApiKey = key.KeyId,
            ReadOnly = trades ? 0 : 1,
            Type = 1,
            Permissions = new ApiKeyPermissions
            {
                ContractTrade = trades ? ["Order", "Position"] : [],
                Spot = trades ? ["SpotTrade"] : [],
                Derivatives = trades ? ["DerivativesTrade"] : [],
                Wallet = moves ? ["AccountTransfer"] : [],
                Admin = request.Caller.May(RouteAccess.Admin) ? ["Venue"] : [],
            },
            IpAddresses = key.Addresses.IsEmpty ? ["*"] : key.Addresses,
            VipLevel = "No VIP",
            IsMaster = true,
            ParentUid = "0",
            Uta = 1,
            KycLevel = "LEVEL_DEFAULT",
            CreatedAt = Date(key.CreatedNs),
            ExpiredAt = key.ExpiresNs == 0 ? string.Empty : Date(key.ExpiresNs),
            UserId = key.Account,
        });
    }

    private Task CoinsAsync(GatewayRequest request)
    {
        string? only = request.Query.Text("coin");
        return request.AnswerAsync(WireJson.Default.EnvelopeCoinList, new CoinList
        {
            Rows = [.. markets.Assets.Assets.Where(asset => only is null || asset.Code == only).Select(Coin)],
        });
    }

    private static CoinInfo Coin(Asset asset) => new()
    {
        Name = asset.Code,
        Coin = asset.Code,
        RemainAmount = "0",
        Chains =
        [
            new CoinChain
            {
                Chain = asset.Code,
                ChainType = asset.Code,
                Confirmation = "0",
                WithdrawFee = "0",
                DepositMin = "0",
                WithdrawMin = "0",
                MinAccuracy = asset.QuantumDecimals.ToString(CultureInfo.InvariantCulture),
                ChainDeposit = "0",
                ChainWithdraw = "0",
            },
        ],
    };

    private static string Date(long timeNs) =>
        DateTimeOffset.UnixEpoch.AddTicks(timeNs / NsPerTick).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
