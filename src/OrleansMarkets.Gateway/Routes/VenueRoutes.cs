using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>What only this venue has: status, audit, new accounts and deposits for operators, and the permissionless liquidation.</summary>
/// <param name="markets">The markets.</param>
/// <param name="cluster">The grains.</param>
/// <param name="office">Opens accounts.</param>
/// <param name="options">The shards.</param>
internal sealed class VenueRoutes(GatewayMarkets markets, Cluster cluster, AccountOffice office, IOptions<GatewayOptions> options)
    : IRouteSource
{
    private const int MaximumCandidates = 200;
    private const int DefaultCandidates = 50;
    private const int MaximumIdLength = 64;
    private const int GeneratedNameBytes = 6;

    private const ApiKeyScopes TraderScopes = ApiKeyScopes.Read | ApiKeyScopes.Trade;

    // "0.1.0+Simulated": the version and the flavour of the build.
    private static readonly string[] Version =
        (typeof(VenueRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+');

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new(HttpMethods.Get, "/v5/x/status", RouteAccess.Public, StatusAsync),
        new(HttpMethods.Get, "/v5/x/market/report", RouteAccess.Admin, AuditAsync),
        new(HttpMethods.Post, "/v5/x/account/new", RouteAccess.Admin, OpenAsync),
        new(HttpMethods.Post, "/v5/x/account/deposit", RouteAccess.Admin, DepositAsync),
        new(HttpMethods.Get, "/v5/x/liquidation/list", RouteAccess.Read, CandidatesAsync),
        new(HttpMethods.Post, "/v5/x/liquidation/liquidate", RouteAccess.Trade, LiquidateAsync),
    ];

    private Asset Settlement => markets.Assets.Settlement;

    private Task StatusAsync(GatewayRequest request) => request.AnswerAsync(WireJson.Default.EnvelopeVenueStatus, new VenueStatus
    {
        Version = Version[0],
        Runtime = Version[^1],
        Markets =
        [
            .. markets.All().Select(market => new VenueMarket
            {
                Market = market.Symbol,
                Category = market.Category,
                Symbol = market.Listed.PublicSymbol,
                Phase = market.Replica.ReadStatus().Phase.ToString(),
                Sequence = market.Follower.AppliedSequence,
                Epoch = market.Follower.MarketEpoch,
            }),
        ],
    });

    private async Task AuditAsync(GatewayRequest request)
    {
        string? only = request.Query.Text("market");
        List<MarketAudit> audits = [];
        foreach (GatewayMarket market in markets.All().Where(market => only is null || market.Symbol == only))
        {
            MarketReport report = await cluster.AskAsync(cluster.Grains.GetGrain<IOrderBookGrain>(market.Symbol).GetReport());
            audits.Add(Audit(market, report));
        }

        await request.AnswerAsync(WireJson.Default.EnvelopeMarketAuditList, new MarketAuditList { List = audits });
    }

    private static MarketAudit Audit(GatewayMarket market, MarketReport report)
    {
        MarketScale scale = market.Scale;
        return new MarketAudit
        {
            Market = market.Symbol,
            Category = market.Category,
            Symbol = market.Listed.PublicSymbol,
            Epoch = report.MarketEpoch,
            Sequence = report.Sequence,
            Phase = report.Phase.ToString(),
            MarkPrice = scale.Price(report.MarkUnits),
            IndexPrice = scale.Price(report.IndexUnits),
            Trades = report.Trades,
            FundingIntervals = report.FundingIntervals,
            OpenInterest = scale.Quantity(report.OpenInterestLots),
            SizeSum = scale.Quantity(report.SizeSumLots),
            QuoteSum = scale.Amount(report.QuoteSumQuanta),
            Insurance = scale.Amount(report.InsuranceQuanta),
            Fees = scale.Amount(report.FeesQuanta),
            Pool = scale.Amount(report.PoolQuanta),
            StateHash = report.StateHash,
        };
    }

    private async Task OpenAsync(GatewayRequest request)
    {
        NewAccountRequest body = request.Read(WireJson.Default.NewAccountRequest);
        string user = string.IsNullOrEmpty(body.User)
            ? "user-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GeneratedNameBytes))
            : body.User;
        if (!AccountOffice.IsUserName(user))
        {
            throw RequestException.Invalid("user is not 1 to 64 printable ASCII characters");
        }

        long quanta = string.IsNullOrEmpty(body.Deposit) ? 0 : ReadAmount(body.Deposit, Settlement);
        OpenedAccount? opened = await cluster.ChangeAsync<OpenedAccount?>(
            OpenOrRefuseAsync(user, request.Aborted), unknown: null);
        if (opened is null)
        {
            throw RequestException.Busy("The account could not be opened.");
        }

        long balance = 0;
        if (quanta > 0)
        {
            // Named by the key, which nobody else has: sent again by hand it is the same deposit.
            LedgerResult booked = await BookAsync(opened.Account, "open/" + opened.ApiKey, Settlement, quanta, request.Aborted);
            balance = booked.LedgerQuanta;
        }

        await request.AnswerAsync(WireJson.Default.EnvelopeNewAccount, new NewAccount
        {
            User = opened.User,
            Account = Number(opened.Account),
            ApiKey = opened.ApiKey,
            ApiSecret = opened.ApiSecret,
            Balance = DecimalText.Format(balance, Settlement.QuantumDecimals),
            Coin = Settlement.Code,
        });
    }

    private async Task<OpenedAccount?> OpenOrRefuseAsync(string user, CancellationToken cancellation)
    {
        try
        {
            return await office.OpenAsync(user, TraderScopes, cancellation);
        }
        catch (InvalidOperationException)
        {
            // The user has as many accounts or keys as there may be.
            return null;
        }
    }

    private async Task DepositAsync(GatewayRequest request)
    {
        DepositRequest body = request.Read(WireJson.Default.DepositRequest);
        string coin = string.IsNullOrEmpty(body.Coin) ? Settlement.Code : body.Coin;
        if (body.Id is not { Length: > 0 and <= MaximumIdLength })
        {
            throw RequestException.Invalid("id is missing or too long");
        }

        if (!markets.Assets.TryGet(coin, out Asset? asset))
        {
            throw RequestException.Invalid("coin is unknown");
        }

        long account = ReadAccount(body.Account);
        long quanta = ReadAmount(body.Amount, asset);
        LedgerResult booked = await BookAsync(account, body.Id, asset, quanta, request.Aborted);
        if (booked.Code != ResultCode.Ok)
        {
            await request.FailAsync(Outcomes.CodeOf(booked.Code, isSpot: false), Outcomes.MessageOf(booked.Code));
            return;
        }

        await request.AnswerAsync(WireJson.Default.EnvelopeDepositResult, new DepositResult
        {
            Id = body.Id,
            Account = Number(account),
            Coin = coin,
            Amount = DecimalText.Format(quanta, asset.QuantumDecimals),
            Balance = DecimalText.Format(booked.LedgerQuanta, asset.QuantumDecimals),
        });
    }

    private Task<LedgerResult> BookAsync(long account, string id, Asset asset, long quanta, CancellationToken cancellation) =>
        cluster.ChangeAsync(
            office.DepositAsync(account, CommandIds.OfDeposit(id), asset.Code, quanta, cancellation),
            new LedgerResult(ResultCode.Unknown, 0, 0));

    private async Task CandidatesAsync(GatewayRequest request)
    {
        int shards = options.Value.KeeperShards;
        int limit = request.Query.Number("limit", DefaultCandidates, 1, MaximumCandidates);
        int shard = request.Query.Number("shard", -1, 0, shards - 1);
        long after = request.Query.Text("cursor") is { } cursor ? ReadAccount(cursor) : 0;
        List<UnderMarginedAccount> found = [];
        bool hasMore = false;
        foreach (int each in shard < 0 ? Enumerable.Range(0, shards) : [shard])
        {
            UnderMarginedPage page = await FindUnderMarginedAsync(each, after, limit);
            found.AddRange(page.Accounts);
            hasMore |= page.HasMore;
        }

        UnderMarginedAccount[] shown = [.. found.OrderBy(candidate => candidate.Account).Take(limit)];
        await request.AnswerAsync(WireJson.Default.EnvelopeLiquidationList, new LiquidationList
        {
            List = [.. shown.Select(Candidate)],
            NextPageCursor = hasMore || found.Count > limit ? Number(shown[^1].Account) : string.Empty,
        });
    }

    private LiquidationCandidate Candidate(UnderMarginedAccount candidate) => new()
    {
        Account = Number(candidate.Account),
        Equity = DecimalText.Format(candidate.EquityQuanta, Settlement.QuantumDecimals),
        MaintenanceMargin = DecimalText.Format(candidate.MaintenanceQuanta, Settlement.QuantumDecimals),
        Markets = candidate.Markets,
    };

    private async Task LiquidateAsync(GatewayRequest request)
    {
        long account = ReadAccount(request.Read(WireJson.Default.LiquidateRequest).Account);

        // Only accounts that exist are woken: their keeper knows everyone who could be liquidated.
        UnderMarginedPage page = await FindUnderMarginedAsync((int)(account % options.Value.KeeperShards), account - 1, limit: 1);
        bool isBelow = !page.Accounts.IsEmpty && page.Accounts[0].Account == account;
        LiquidateResult result = isBelow
            ? await cluster.ChangeAsync(
                cluster.Grains.GetGrain<ICrossMarginGrain>(account).Liquidate(request.Caller.Account), Nothing(ResultCode.Unknown))
            : Nothing(ResultCode.NotLiquidatable);
        if (result.Code != ResultCode.Ok)
        {
            await request.FailAsync(Outcomes.CodeOf(result.Code, isSpot: false), Outcomes.MessageOf(result.Code));
            return;
        }

        await request.AnswerAsync(WireJson.Default.EnvelopeLiquidateAnswer, new LiquidateAnswer
        {
            Account = Number(account),
            Episode = Number(result.Episode),
            Stage = result.Stage.ToString(),
            ClosedLots = Number(result.ClosedLots),
            Reward = DecimalText.Format(result.RewardQuanta, Settlement.QuantumDecimals),
            Insurance = DecimalText.Format(result.InsuranceQuanta, Settlement.QuantumDecimals),
            DeleveragedLots = Number(result.DeleveragedLots),
        });
    }

    private async Task<UnderMarginedPage> FindUnderMarginedAsync(int shard, long afterAccount, int limit)
    {
        UnderMarginedPage page = await cluster.AskAsync(
            cluster.Grains.GetGrain<ILiquidationKeeperGrain>(shard).FindUnderMargined(new UnderMarginedQuery(afterAccount, limit)));
        return page.IsReady ? page : throw RequestException.Busy("The keeper of these accounts is starting, try again.");
    }

    private static LiquidateResult Nothing(ResultCode code) => new(code, 0, LiquidationStage.None, 0, 0, 0, 0);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long ReadAccount(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long account) && account > 0
            ? account
            : throw RequestException.Invalid("account is no account number");

    private static long ReadAmount(string? text, Asset asset) =>
        DecimalText.TryParse(text, asset.QuantumDecimals, out long quanta) == DecimalTextError.None && quanta > 0
            ? quanta
            : throw RequestException.Invalid("the amount is not above zero, or has too many digits");
}
