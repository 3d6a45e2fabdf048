package routetest

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// What came out is written down as Camel's own values are in a recorded case: null, truth values, int64 or *[big.Int],
// float64, text, []byte, lists and *[components.Map] stay; the rest becomes one of these two.
type (
	// failure is an exception.
	failure struct {
		class, message string
	}
	// object is a value that YAML has no word for.
	object struct {
		file bool
		text string
	}
)

// recorded answers a value as it is compared.
func recorded(v any) any {
	switch v := v.(type) {
	case nil, bool, float64, failure, object:
		return v
	case string:
		return v
	case int:
		return int64(v)
	case float32:
		return float64(v)
	case *components.Decimal:
		return v.Float()
	case []byte:
		return textOf(v)
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
		return v
	case *components.Map:
		return recordedMap(v)
	case components.Map:
		return recordedMap(&v)
	case *components.Exchange:
		return exchange(v, nil)
	case *components.Message:
		return exchange(&components.Exchange{Body: v.Body, Headers: v.Headers}, nil)
	case error:
		return failureOf(v)
	case components.Opener:
		return opened(v)
	case io.Reader:
		return stream(v)
	case *strings.Builder:
		return v.String()
	case *components.JSON:
		return recorded(v.Value)
	case *components.XML:
		if v.Kind == components.XMLAttribute { // which Java's transformer writes nothing of
			return ""
		}
		return v.Text()
	case components.Node:
		return v.Text()
	case fmt.Stringer:
		return recordedObject(v)
	}
	return reflected(v)
}

func recordedMap(m *components.Map) any {
	copied := &components.Map{}
	for k, x := range m.All() {
		copied.Set(k, recorded(x))
	}
	return copied
}

func recordedObject(v any) any {
	return object{text: identity.ReplaceAllString(components.Text(v), "@?")}
}

// opened records a body that is read on demand: a file that has not been read is not read here either.
func opened(v components.Opener) any {
	if strings.HasSuffix(v.JavaClass(), "File") {
		return object{file: true}
	}
	b, err := components.Bytes(v)
	if err != nil {
		return failureOf(err)
	}
	return textOf(b)
}

// reflected records what other Go code may have put into an exchange.
func reflected(v any) any {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return recorded(new(big.Int).SetUint64(r.Uint()))
	case reflect.String:
		return r.String()
	case reflect.Slice, reflect.Array:
		list := make([]any, r.Len())
		for i := range list {
			list[i] = recorded(r.Index(i).Interface())
		}
		return list
	}
	return recordedObject(v)
}

// stream reads a body that is a stream, from its beginning where it can go back there.
func stream(r io.Reader) any {
	seeker, again := r.(io.Seeker)
	if again {
		_, _ = seeker.Seek(0, io.SeekStart) // one that cannot is read from where it is
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return failureOf(err)
	}
	if again {
		_, _ = seeker.Seek(0, io.SeekStart)
	}
	return textOf(b)
}

// textOf answers UTF-8 as text, other bytes as they are.
func textOf(b []byte) any {
	if utf8.Valid(b) {
		return string(b)
	}
	return b
}

// What differs in each run, or is the engine's own, is left out of the records.
var (
	leftOut = []string{
		"CamelMessageTimestamp", "breadcrumbId", "CamelTimerFiredTime", "firedTime", "Date", "User-Agent", "Host", "Accept-Encoding",
		"CamelFileLastModified", "CamelFileInitialOffset", "CamelFileAbsolutePath", "CamelFileParent", "CamelFilePath",
		"CamelVertxPlatformHttpLocalAddress", "CamelVertxPlatformHttpRemoteAddress", "TryRouteBlock",
	}
	shownProperties = []string{
		"CamelSplitIndex", "CamelSplitSize", "CamelSplitComplete", "CamelLoopIndex", "CamelLoopSize", "CamelMulticastIndex", "CamelMulticastComplete",
		"CamelAggregatedSize", "CamelAggregatedCompletedBy", "CamelAggregatedCorrelationKey", "CamelFilterMatched", "CamelDuplicateMessage",
		"CamelRecipientListEndpoint", "CamelSlipEndpoint", "CamelExceptionCaught", "CamelErrorHandlerHandled", "CamelRouteStop", "CamelRollbackOnly",
		"CamelTimerCounter", "CamelTimerName", "CamelTimerPeriod", "CamelBatchIndex", "CamelBatchSize", "CamelBatchComplete", "CamelGroupedExchange",
	}
	identity = regexp.MustCompile(`@[0-9a-f]{5,8}`)
)

// exchange records an exchange, with the error that it failed with.
func exchange(ex *components.Exchange, err error) *components.Map {
	m := components.NewMap("body", recorded(ex.Body))
	headers := &components.Map{}
	for k, v := range ex.Headers.All() {
		if v != nil && !slices.Contains(leftOut, k) {
			headers.Set(k, recorded(v))
		}
	}
	properties := &components.Map{}
	for k, v := range ex.Properties.All() {
		engines := strings.HasPrefix(k, "Camel") && !slices.Contains(shownProperties, k) || slices.Contains(leftOut, k)
		if v == nil || engines || err != nil && k == "CamelExceptionCaught" {
			continue
		}
		if text, ok := v.(string); ok {
			v = identity.ReplaceAllString(text, "@?")
		}
		properties.Set(k, recorded(v))
	}
	variables := &components.Map{}
	for k, v := range ex.Variables.All() {
		if v != nil {
			variables.Set(k, recorded(v))
		}
	}
	for _, part := range []struct {
		name   string
		values *components.Map
	}{{"headers", headers}, {"properties", properties}, {"variables", variables}} {
		if part.values.Len() > 0 {
			m.Set(part.name, part.values)
		}
	}
	if err != nil {
		f := failureOf(err)
		m.Set("exception", f.class)
		if f.message != "" || isEmpty(err) {
			m.Set("message", f.message)
		}
	}
	return m
}

var (
	exchangeID = regexp.MustCompile(`\[ID: [^]]*\]|Exchange\[[0-9A-F-]*\]`)
	javaClass  = regexp.MustCompile(`\b(java|javax|org|com|net|io)\.\w+\.\w`)
)

// failureOf records an error: the class and the message's first line, unless it is a library's own or speaks of Java classes.
func failureOf(err error) failure {
	f := failure{class: components.Class(err)}
	text := err.Error()
	if e := (*components.Exception)(nil); errors.As(err, &e) {
		text = e.Message
	}
	if isCamels(f.class) && !javaClass.MatchString(text) {
		f.message = firstLine(text)
	}
	return f
}

// isEmpty tells an exception with a message that is empty from one without any.
func isEmpty(err error) bool {
	e := components.AsException(err)
	return e != nil && e.Empty
}

// isCamels tells whether a class is one that Camel or Java themselves define, and so must be met exactly.
func isCamels(class string) bool {
	return strings.HasPrefix(class, "java.") || strings.HasPrefix(class, "org.apache.camel.")
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(identity.ReplaceAllString(exchangeID.ReplaceAllString(s, "<exchange>"), "@?"), "\n")
	return s
}
