package activemq

import (
	"math/big"
	"strings"
	"time"
	"unicode"

	"github.com/dromedary-go/dromedary/components"
)

// A JMS property's name is a Java identifier. Camel writes the two characters that headers have besides by these words.
var (
	encodeName = strings.NewReplacer(".", "_DOT_", "-", "_HYPHEN_")
	decodeName = strings.NewReplacer("_DOT_", ".", "_HYPHEN_", "-")
)

// encodeProperties makes properties of headers, as Camel's JMS components do: headers of JMS and Camel themselves, names
// that cannot be written and values that are not text, numbers, booleans or times stay behind.
func encodeProperties(headers, properties *components.Headers) {
	for name, value := range headers.All() {
		if internalHeader(name) {
			continue
		}
		name = encodeName.Replace(name)
		if !isIdentifier(name) {
			continue
		}
		if value, ok := propertyValue(value); ok {
			properties.Set(name, value)
		}
	}
}

func internalHeader(name string) bool {
	lower := strings.ToLower(name)
	if lower == "jmsxgroupid" || lower == "jmsxgroupseq" {
		return false
	}
	return strings.HasPrefix(lower, "jms") || strings.HasPrefix(lower, "camel") || strings.HasPrefix(lower, "org.apache.camel")
}

func isIdentifier(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && r != '_' && r != '$' && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

func propertyValue(value any) (any, bool) {
	switch v := value.(type) {
	case string, bool, int, int64, float64, float32:
		return v, true
	case *big.Int, time.Time:
		return components.Text(v), true
	}
	return nil, false
}

// decodeProperties makes headers of properties.
func decodeProperties(properties, headers *components.Headers) {
	for name, value := range properties.All() {
		headers.Set(decodeName.Replace(name), value)
	}
}
