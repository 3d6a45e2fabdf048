package routes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// setting tells whether a property is set to true.
func (c *compiler) setting(key string) bool { return c.settingIs(key, "true") }

func (c *compiler) settingIs(key, word string) bool {
	v, _ := c.env.Properties.Get(key)
	return strings.EqualFold(v, word)
}

// startsAtOnce tells whether routes start with the program, where they say nothing themselves.
func (c *compiler) startsAtOnce(id string) bool {
	excluded, _ := c.env.Properties.Get("camel.main.autoStartupExcludePattern")
	return !c.settingIs("camel.main.autoStartup", "false") && !matchesSome(id, excluded)
}

// filteredOut tells whether camel.main.routeFilter... leaves a route out, by its id or by the URI that it reads from, as it is written.
func (c *compiler) filteredOut(def *routeDefinition) bool {
	include, _ := c.env.Properties.Get("camel.main.routeFilterIncludePattern")
	exclude, _ := c.env.Properties.Get("camel.main.routeFilterExcludePattern")
	uri := ""
	if def.From != nil {
		uri = def.From.URI.Value
	}
	some := func(patterns string) bool {
		return matchesSome(def.ID.Value, patterns) || uri != "" && matchesSome(uri, patterns)
	}
	return some(exclude) || include != "" && !some(include)
}

func matchesSome(name, patterns string) bool {
	return slices.ContainsFunc(splitList(patterns), func(p string) bool { return matchesPattern(name, p) })
}

// checkMainSettings reports properties of camel.main that Camel does not know, and so does not start with.
func (c *compiler) checkMainSettings() {
	const prefix = "camel.main."
	names := strings.Fields(mainSettings)
	for _, key := range c.env.Properties.Keys(prefix) {
		name, _, _ := strings.Cut(components.CamelCase(strings.TrimPrefix(key, prefix)), "[")
		name, _, _ = strings.Cut(name, ".")
		if slices.ContainsFunc(names, func(known string) bool { return strings.EqualFold(known, name) }) {
			continue
		}
		hint := "leave it out"
		if near := components.Nearest(name, names); near != "" {
			hint = fmt.Sprintf("did you mean %s%s?", prefix, near)
		}
		c.atStart(c.env.Properties.Position(key), fmt.Sprintf("Camel has no property %s", key), hint)
	}
}

const mainSettings = `additionalSensitiveKeywords allowUseOriginalMessage autoConfigurationEnabled autoConfigurationEnvironmentVariablesEnabled
autoConfigurationFailFast autoConfigurationLogSummary autoConfigurationSystemPropertiesEnabled autoStartup autoStartupExcludePattern
autowiredEnabled basePackageScan basePackageScanEnabled beanIntrospectionExtendedStatistics beanIntrospectionLoggingLevel
beanPostProcessorEnabled camelEventsTimestampEnabled caseInsensitiveHeaders cloudPropertiesLocation compileWorkDir configurationClasses
configurations consumerTemplateCacheSize contextReloadEnabled description devConsoleEnabled dumpRoutes dumpRoutesGeneratedIds
dumpRoutesInclude dumpRoutesLog dumpRoutesOutput dumpRoutesResolvePlaceholders dumpRoutesUriAsParameters durationHitExitCode
durationMaxAction durationMaxIdleSeconds durationMaxMessages durationMaxSeconds endpointBridgeErrorHandler endpointLazyStartProducer
endpointRuntimeStatisticsEnabled exchangeFactory exchangeFactoryCapacity exchangeFactoryStatisticsEnabled extraShutdownTimeout
fileConfigurations globalOptions groovyPreloadCompiled groovyScriptPattern inflightRepositoryBrowseEnabled javaRoutesExcludePattern
javaRoutesIncludePattern jmxEnabled jmxManagementMBeansLevel jmxManagementNamePattern jmxManagementRegisterRoutesCreateByKamelet
jmxManagementRegisterRoutesCreateByTemplate jmxManagementStatisticsLevel jmxUpdateRouteEnabled loadHealthChecks loadStatisticsEnabled
loadTypeConverters logDebugMaxChars logExhaustedMessageBody logLanguage logMask logName mainListenerClasses mainListeners
mdcLoggingKeysPattern messageHistory messageSizeEnabled modeline name producerTemplateCacheSize profile routeFilterExcludePattern
routeFilterIncludePattern routesBuilderClasses routesBuilders routesCollectorEnabled routesCollectorIgnoreLoadingError
routesExcludePattern routesIncludePattern routesReloadDirectory routesReloadDirectoryRecursive routesReloadEnabled routesReloadPattern
routesReloadRemoveAllRoutes routesReloadRestartDuration shutdownLogInflightExchangesOnTimeout shutdownNowOnTimeout
shutdownRoutesInReverseOrder shutdownSuppressLoggingOnTimeout shutdownTimeout sourceLocationEnabled startupRecorder startupRecorderDir
startupRecorderDuration startupRecorderMaxDepth startupRecorderProfile startupRecorderRecording startupRecorderRuntimeEnabled
startupSummaryLevel streamCachingAllowClasses streamCachingAnySpoolRules streamCachingBufferSize streamCachingDenyClasses
streamCachingEnabled streamCachingRemoveSpoolDirectoryWhenStopping streamCachingSpoolCipher streamCachingSpoolDirectory
streamCachingSpoolEnabled streamCachingSpoolRules streamCachingSpoolThreshold streamCachingSpoolUsedHeapMemoryLimit
streamCachingSpoolUsedHeapMemoryThreshold streamCachingStatisticsEnabled threadNamePattern tracing tracingLoggingFormat tracingPattern
tracingStandby tracingTemplates typeConverterStatisticsEnabled useBreadcrumb useDataType useMdcLogging uuidGenerator
virtualThreadsEnabled yamlDslCompactNotationWarn`
