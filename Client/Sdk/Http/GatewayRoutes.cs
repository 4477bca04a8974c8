namespace OrleansMarkets.Client.Http;

/// <summary>Paths of the gateway.</summary>
internal static class GatewayRoutes
{
    public const string Time = "/v5/market/time";
    public const string Instruments = "/v5/market/instruments-info";
    public const string Book = "/v5/market/orderbook";
    public const string Tickers = "/v5/market/tickers";
    public const string Trades = "/v5/market/recent-trade";
    public const string CreateOrder = "/v5/order/create";
    public const string CreateBatch = "/v5/order/create-batch";
    public const string AmendOrder = "/v5/order/amend";
    public const string Scale = "/v5/x/order/scale";
    public const string AmendBatch = "/v5/order/amend-batch";
    public const string CancelBatch = "/v5/order/cancel-batch";
    public const string CancelAllAfter = "/v5/x/order/cancel-all-after";
    public const string CancelOrder = "/v5/order/cancel";
    public const string CancelAll = "/v5/order/cancel-all";
    public const string Orders = "/v5/order/realtime";
    public const string Executions = "/v5/execution/list";
    public const string Positions = "/v5/position/list";
    public const string Wallet = "/v5/account/wallet-balance";
    public const string Status = "/v5/x/status";
    public const string Candles = "/v5/market/kline";
    public const string MarkCandles = "/v5/market/mark-price-kline";
    public const string IndexCandles = "/v5/market/index-price-kline";
    public const string Toxicity = "/v5/x/market/toxicity";
    public const string Markouts = "/v5/x/account/markout";
    public const string Auction = "/v5/x/market/auction";
    public const string Phase = "/v5/x/market/phase";
    public const string Liquidatable = "/v5/x/liquidation/list";
    public const string Liquidate = "/v5/x/liquidation/liquidate";
    public const string NewAccount = "/v5/x/account/new";
    public const string Deposit = "/v5/x/account/deposit";
    public const string PrivateStream = "/v5/private";
    public const string PublicStream = "/v5/public/";
}
