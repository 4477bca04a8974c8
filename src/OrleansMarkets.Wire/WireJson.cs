using System.Text.Json.Serialization;
using OrleansMarkets.Wire.Account;
using OrleansMarkets.Wire.Market;
using OrleansMarkets.Wire.Streams;
using OrleansMarkets.Wire.Trading;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Wire;

/// <summary>Reads and writes every shape of this project without reflection. Absent members are left out, doubled ones refused.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    GenerationMode = JsonSourceGenerationMode.Metadata | JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Envelope<EmptyObject>), TypeInfoPropertyName = "EnvelopeEmptyObject")]
[JsonSerializable(typeof(Envelope<ServerTime>), TypeInfoPropertyName = "EnvelopeServerTime")]
[JsonSerializable(typeof(Envelope<ListPage<SpotInstrument>>), TypeInfoPropertyName = "EnvelopeListPageSpotInstrument")]
[JsonSerializable(typeof(Envelope<ListPage<LinearInstrument>>), TypeInfoPropertyName = "EnvelopeListPageLinearInstrument")]
[JsonSerializable(typeof(Envelope<ListPage<SpotTicker>>), TypeInfoPropertyName = "EnvelopeListPageSpotTicker")]
[JsonSerializable(typeof(Envelope<ListPage<LinearTicker>>), TypeInfoPropertyName = "EnvelopeListPageLinearTicker")]
[JsonSerializable(typeof(Envelope<OrderBook>), TypeInfoPropertyName = "EnvelopeOrderBook")]
[JsonSerializable(typeof(Envelope<ListPage<PublicTrade>>), TypeInfoPropertyName = "EnvelopeListPagePublicTrade")]
[JsonSerializable(typeof(Envelope<CandleList>), TypeInfoPropertyName = "EnvelopeCandleList")]
[JsonSerializable(typeof(Envelope<ListPage<MarketToxicity>>), TypeInfoPropertyName = "EnvelopeListPageMarketToxicity")]
[JsonSerializable(typeof(Envelope<ListPage<AccountMarkout>>), TypeInfoPropertyName = "EnvelopeListPageAccountMarkout")]
[JsonSerializable(typeof(Envelope<MarketAuction>), TypeInfoPropertyName = "EnvelopeMarketAuction")]
[JsonSerializable(typeof(Envelope<OrderAck>), TypeInfoPropertyName = "EnvelopeOrderAck")]
[JsonSerializable(typeof(Envelope<CancelAllResult>), TypeInfoPropertyName = "EnvelopeCancelAllResult")]
[JsonSerializable(typeof(Envelope<BatchResult>), TypeInfoPropertyName = "EnvelopeBatchResult")]
[JsonSerializable(typeof(Envelope<ListPage<Order>>), TypeInfoPropertyName = "EnvelopeListPageOrder")]
[JsonSerializable(typeof(Envelope<ListPage<Execution>>), TypeInfoPropertyName = "EnvelopeListPageExecution")]
[JsonSerializable(typeof(Envelope<ListPage<Position>>), TypeInfoPropertyName = "EnvelopeListPagePosition")]
[JsonSerializable(typeof(Envelope<WalletList>), TypeInfoPropertyName = "EnvelopeWalletList")]
[JsonSerializable(typeof(Envelope<AccountInfo>), TypeInfoPropertyName = "EnvelopeAccountInfo")]
[JsonSerializable(typeof(Envelope<FeeRateList>), TypeInfoPropertyName = "EnvelopeFeeRateList")]
[JsonSerializable(typeof(Envelope<ApiKeyInfo>), TypeInfoPropertyName = "EnvelopeApiKeyInfo")]
[JsonSerializable(typeof(Envelope<CoinList>), TypeInfoPropertyName = "EnvelopeCoinList")]
[JsonSerializable(typeof(Envelope<VenueStatus>), TypeInfoPropertyName = "EnvelopeVenueStatus")]
[JsonSerializable(typeof(Envelope<MarketAuditList>), TypeInfoPropertyName = "EnvelopeMarketAuditList")]
[JsonSerializable(typeof(Envelope<NewAccount>), TypeInfoPropertyName = "EnvelopeNewAccount")]
[JsonSerializable(typeof(Envelope<DepositResult>), TypeInfoPropertyName = "EnvelopeDepositResult")]
[JsonSerializable(typeof(Envelope<LiquidationList>), TypeInfoPropertyName = "EnvelopeLiquidationList")]
[JsonSerializable(typeof(Envelope<LiquidateAnswer>), TypeInfoPropertyName = "EnvelopeLiquidateAnswer")]
[JsonSerializable(typeof(CreateOrderRequest), TypeInfoPropertyName = "CreateOrderRequest")]
[JsonSerializable(typeof(CancelOrderRequest), TypeInfoPropertyName = "CancelOrderRequest")]
[JsonSerializable(typeof(CancelAllRequest), TypeInfoPropertyName = "CancelAllRequest")]
[JsonSerializable(typeof(AmendOrderRequest), TypeInfoPropertyName = "AmendOrderRequest")]
[JsonSerializable(typeof(BatchRequest<CreateOrderRequest>), TypeInfoPropertyName = "CreateBatchRequest")]
[JsonSerializable(typeof(BatchRequest<AmendOrderRequest>), TypeInfoPropertyName = "AmendBatchRequest")]
[JsonSerializable(typeof(BatchRequest<CancelOrderRequest>), TypeInfoPropertyName = "CancelBatchRequest")]
[JsonSerializable(typeof(ScaleOrderRequest), TypeInfoPropertyName = "ScaleOrderRequest")]
[JsonSerializable(typeof(DisconnectRequest), TypeInfoPropertyName = "DisconnectRequest")]
[JsonSerializable(typeof(CancelAfterRequest), TypeInfoPropertyName = "CancelAfterRequest")]
[JsonSerializable(typeof(TradingStopRequest), TypeInfoPropertyName = "TradingStopRequest")]
[JsonSerializable(typeof(NewAccountRequest), TypeInfoPropertyName = "NewAccountRequest")]
[JsonSerializable(typeof(DepositRequest), TypeInfoPropertyName = "DepositRequest")]
[JsonSerializable(typeof(Envelope<PhaseAnswer>), TypeInfoPropertyName = "EnvelopePhaseAnswer")]
[JsonSerializable(typeof(PhaseRequest), TypeInfoPropertyName = "PhaseRequest")]
[JsonSerializable(typeof(LiquidateRequest), TypeInfoPropertyName = "LiquidateRequest")]
[JsonSerializable(typeof(StreamCommand), TypeInfoPropertyName = "StreamCommand")]
[JsonSerializable(typeof(StreamAnswer), TypeInfoPropertyName = "StreamAnswer")]
[JsonSerializable(typeof(StreamPong), TypeInfoPropertyName = "StreamPong")]
[JsonSerializable(typeof(StreamMessage<StreamBook>), TypeInfoPropertyName = "StreamMessageStreamBook")]
[JsonSerializable(typeof(StreamMessage<StreamOrders>), TypeInfoPropertyName = "StreamMessageStreamOrders")]
[JsonSerializable(typeof(StreamMessage<IReadOnlyList<StreamCandle>>), TypeInfoPropertyName = "StreamMessageStreamCandles")]
[JsonSerializable(typeof(StreamMessage<IReadOnlyList<StreamTrade>>), TypeInfoPropertyName = "StreamMessageStreamTrades")]
[JsonSerializable(typeof(StreamMessage<SpotTicker>), TypeInfoPropertyName = "StreamMessageSpotTicker")]
[JsonSerializable(typeof(StreamMessage<LinearTicker>), TypeInfoPropertyName = "StreamMessageLinearTicker")]
[JsonSerializable(typeof(StreamMessage<MarketAuction>), TypeInfoPropertyName = "StreamMessageMarketAuction")]
[JsonSerializable(typeof(PrivateMessage<Order>), TypeInfoPropertyName = "PrivateMessageOrder")]
[JsonSerializable(typeof(PrivateMessage<Execution>), TypeInfoPropertyName = "PrivateMessageExecution")]
[JsonSerializable(typeof(PrivateMessage<Position>), TypeInfoPropertyName = "PrivateMessagePosition")]
[JsonSerializable(typeof(PrivateMessage<Wallet>), TypeInfoPropertyName = "PrivateMessageWallet")]
public sealed partial class WireJson : JsonSerializerContext;
