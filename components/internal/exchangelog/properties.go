package exchangelog

// internalProperties are the exchange properties that Camel keeps apart as the engine's own: those of its class
// ExchangePropertyKey.
var internalProperties = map[string]bool{
	"CamelAggregatedCompletedBy": true, "CamelAggregatedCorrelationKey": true, "CamelAggregatedSize": true, "CamelAggregatedTimeout": true,
	"CamelAggregationCompleteAllGroups": true, "CamelAggregationCompleteCurrentGroup": true, "CamelAggregationStrategy": true,
	"CamelBatchComplete": true, "CamelBatchIndex": true, "CamelBatchSize": true, "CamelCharsetName": true, "CamelClaimCheckRepository": true,
	"CamelCorrelationId": true, "CamelDuplicateMessage": true, "CamelErrorHandlerBridge": true, "CamelErrorHandlerCircuitDetected": true,
	"CamelExceptionCaught": true, "CamelExceptionHandled": true, "CamelFailureEndpoint": true, "CamelFailureHandled": true,
	"CamelFailureRouteId": true, "CamelFatalFallbackErrorHandler": true, "CamelFileExchangeFile": true, "CamelGroupedExchange": true,
	"CamelInterceptedEndpoint": true, "CamelInterceptedNodeId": true, "CamelInterceptedParentEndpointUri": true, "CamelInterceptedRouteEndpointUri": true,
	"CamelInterceptedRouteId": true, "CamelInterceptSendToEndpointWhenMatched": true, "CamelLoopIndex": true, "CamelLoopSize": true,
	"CamelMessageHistory": true, "CamelMulticastComplete": true, "CamelMulticastIndex": true, "CamelOnCompletion": true,
	"CamelOnCompletionRouteIds": true, "CamelParentUnitOfWork": true, "CamelReceivedTimestamp": true, "CamelRecipientListEndpoint": true,
	"CamelResponseFromFallback": true, "CamelResponseIgnored": true, "CamelResponseRejected": true, "CamelResponseShortCircuited": true,
	"CamelResponseState": true, "CamelResponseSuccessfulExecution": true, "CamelResponseTimedOut": true, "CamelSlipEndpoint": true,
	"CamelSlipProducer": true, "CamelSplitComplete": true, "CamelSplitIndex": true, "CamelSplitSize": true, "CamelStepId": true,
	"CamelToEndpoint": true, "CamelUnitOfWorkExhausted": true, "TryRouteBlock": true,
}
