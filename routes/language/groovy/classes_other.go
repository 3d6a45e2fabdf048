package groovy

import (
	"strings"
	"time"
)

var otherClasses map[string]class

// locale is java.util.Locale; texts are English in any.
type locale string

func (l locale) String() string    { return string(l) }
func (l locale) JavaClass() string { return "java.util.Locale" }

func fillOtherClasses() {
	locales := map[string]any{}
	for name, tag := range map[string]string{"US": "en_US", "ENGLISH": "en", "ROOT": "", "UK": "en_GB"} {
		locales[name] = locale(tag)
	}
	notNull := member{1, 2, func(c called) any {
		if c.args[0] == nil {
			s := ""
			if len(c.args) == 2 {
				s = toText(c.args[1])
			}
			throw(nullPointer, s)
		}
		return c.args[0]
	}}
	otherClasses = map[string]class{
		"java.lang.System": {statics: members{
			"currentTimeMillis": get(func(c called) any { return c.r.now().UnixMilli() }), "nanoTime": get(func(called) any { return time.Now().UnixNano() }),
			"lineSeparator": get(func(called) any { return "\n" }), "identityHashCode": one(func(c called) any { return hashOf(c.args[0]) }),
		}, constants: map[string]any{"out": printer{}, "err": printer{}}},
		"java.util.Objects": {statics: members{
			"equals": {2, 2, func(c called) any { return javaEqual(c.args[0], c.args[1]) }}, "hash": {0, any0, func(c called) any { return hashOf(newList(c.args...)) }}, "hashCode": one(func(c called) any { return hashOf(c.args[0]) }),
			"isNull": one(func(c called) any { return c.args[0] == nil }), "nonNull": one(func(c called) any { return c.args[0] != nil }), "requireNonNull": notNull,
			"requireNonNullElse": {2, 2, func(c called) any {
				if c.args[0] != nil {
					return c.args[0]
				}
				return c.args[1]
			}},
			"toString": {1, 2, func(c called) any {
				if c.args[0] == nil && len(c.args) == 2 {
					return c.args[1]
				}
				return c.r.string(c.args[0])
			}},
		}},
		"java.util.Optional": {statics: members{
			"of": one(func(c called) any { return &Optional{c.args[0]} }), "ofNullable": one(func(c called) any { return &Optional{c.args[0]} }), "empty": get(func(called) any { return &Optional{} }),
		}},
		"java.util.stream.Collectors": {statics: collectors},
		"java.util.stream.Stream":     {statics: members{"of": {0, any0, func(c called) any { return newStream(c.args) }}, "empty": get(func(called) any { return newStream(nil) })}},
		"java.util.stream.IntStream": {statics: members{
			"range": {2, 2, func(c called) any { return newStream(c.r.spread(makeRange(c.r, c.int(0), c.int(1), false, true))) }},
			"rangeClosed": {2, 2, func(c called) any {
				if c.int(1) < c.int(0) {
					return newStream(nil)
				}
				return newStream(c.r.spread(makeRange(c.r, c.int(0), c.int(1), false, false)))
			}},
		}},
		"java.util.Locale": {constants: locales, construct: member{1, 2, func(c called) any { return locale(c.text(0)) }}, statics: members{"getDefault": get(func(called) any { return locale("en_US") }), "forLanguageTag": one(func(c called) any { return locale(strings.ReplaceAll(c.text(0), "-", "_")) })}},
		"java.math.MathContext": {
			construct: member{1, 2, func(c called) any { return mathContext{c.int(0), c.mode(1, halfUp)} }},
			constants: map[string]any{"DECIMAL32": mathContext{7, halfEven}, "DECIMAL64": mathContext{16, halfEven}, "DECIMAL128": mathContext{34, halfEven}},
		},
		"java.lang.Object":                 {construct: member{0, 0, func(called) any { return &Builder{class: "java.lang.Object"} }}},
		"org.apache.camel.ExchangePattern": {constants: constantsOf("org.apache.camel.ExchangePattern", "InOnly", "InOut")},
		"org.apache.camel.Exchange":        {constants: exchangeConstants()},
	}
}

// exchangeConstants are the names that Camel has constants for, such as Exchange.HTTP_RESPONSE_CODE.
func exchangeConstants() map[string]any {
	m := map[string]any{}
	for constant, name := range map[string]string{
		"HTTP_RESPONSE_CODE": "CamelHttpResponseCode", "HTTP_METHOD": "CamelHttpMethod", "HTTP_PATH": "CamelHttpPath", "HTTP_QUERY": "CamelHttpQuery", "HTTP_URI": "CamelHttpUri", "HTTP_URL": "CamelHttpUrl",
		"HTTP_RESPONSE_TEXT": "CamelHttpResponseText", "CONTENT_TYPE": "Content-Type", "CONTENT_LENGTH": "Content-Length", "CONTENT_ENCODING": "Content-Encoding", "CHARSET_NAME": "CamelCharsetName",
		"FILE_NAME": "CamelFileName", "FILE_NAME_ONLY": "CamelFileNameOnly", "FILE_PATH": "CamelFilePath", "FILE_PARENT": "CamelFileParent", "FILE_LENGTH": "CamelFileLength", "FILE_LAST_MODIFIED": "CamelFileLastModified",
		"SPLIT_INDEX": "CamelSplitIndex", "SPLIT_SIZE": "CamelSplitSize", "SPLIT_COMPLETE": "CamelSplitComplete", "LOOP_INDEX": "CamelLoopIndex", "LOOP_SIZE": "CamelLoopSize",
		"EXCEPTION_CAUGHT": "CamelExceptionCaught", "FAILURE_ENDPOINT": "CamelFailureEndpoint", "FAILURE_ROUTE_ID": "CamelFailureRouteId", "CORRELATION_ID": "CamelCorrelationId", "TO_ENDPOINT": "CamelToEndpoint",
		"REDELIVERY_COUNTER": "CamelRedeliveryCounter", "REDELIVERED": "CamelRedelivered", "AGGREGATED_SIZE": "CamelAggregatedSize", "GROUPED_EXCHANGE": "CamelGroupedExchange", "BATCH_INDEX": "CamelBatchIndex",
		"TIMER_COUNTER": "CamelTimerCounter", "TIMER_NAME": "CamelTimerName", "MESSAGE_TIMESTAMP": "CamelMessageTimestamp", "OVERRULE_FILE_NAME": "CamelOverruleFileName", "BREADCRUMB_ID": "breadcrumbId", "DUPLICATE_MESSAGE": "CamelDuplicateMessage",
	} {
		m[constant] = name
	}
	return m
}

// printer is System.out.
type printer struct{}

func (printer) String() string    { return "java.io.PrintStream@0" }
func (printer) JavaClass() string { return "java.io.PrintStream" }
func (printer) members() members {
	return members{
		"println": {0, 1, func(c called) any { c.r.print(c.args, true); return nil }},
		"print":   one(func(c called) any { c.r.print(c.args, false); return nil }),
		"printf":  {1, any0, func(c called) any { c.r.print([]any{c.r.format(c.text(0), c.args[1:])}, false); return nil }},
		"flush":   get(func(called) any { return nil }),
	}
}

// now is the engine's time.
func (r *run) now() time.Time { return r.ex.Camel().Now() }
