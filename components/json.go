package components

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode/utf8"
)

// DecodeJSON reads the first JSON value of data by the default [JSONRules].
func DecodeJSON(data []byte) (any, error) { return DecodeJSONText(string(data)) }

// DecodeJSONText is [DecodeJSON] for text.
func DecodeJSONText(text string) (any, error) { return plainJSON.Decode(text) }

var plainJSON JSONRules

// Integer answers n as Java would hold a literal: Integer (int) where it fits in 32 bits, else Long (int64).
func Integer(n int64) any {
	if n >= math.MinInt32 && n <= math.MaxInt32 {
		return int(n)
	}
	return n
}

// EncodeJSON writes a value as compact JSON, maps in their order, text with nothing escaped that JSON allows.
func EncodeJSON(v any) ([]byte, error) {
	return appendJSON(make([]byte, 0, 256), v)
}

// MarshalJSON writes the map in its order.
func (m *Map) MarshalJSON() ([]byte, error) { return appendJSON(nil, m) }

func appendJSON(b []byte, v any) ([]byte, error) {
	var err error
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case *JSON:
		return appendJSON(b, v.Value)
	case Node:
		return appendText(b, v.Text()), nil
	case *Map:
		if v == nil {
			return append(b, "null"...), nil
		}
		b = append(b, '{')
		for i := range v.list {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendText(b, v.list[i].key), ':')
			if b, err = appendJSON(b, v.list[i].value); err != nil {
				return nil, err
			}
		}
		return append(b, '}'), nil
	case []any:
		b = append(b, '[')
		for i := range v {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendJSON(b, v[i]); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	case string:
		return appendText(b, v), nil
	case []byte:
		b = base64.StdEncoding.AppendEncode(append(b, '"'), v)
		return append(b, '"'), nil
	case Opener, io.Reader:
		return nil, NewException("com.fasterxml.jackson.databind.exc.InvalidDefinitionException", "no serializer found for class "+JavaType(v)+": convert it to String, or unmarshal it, before")
	case int:
		return strconv.AppendInt(b, int64(v), 10), nil
	case int64:
		return strconv.AppendInt(b, v, 10), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return appendText(b, Text(v)), nil
		}
		return append(b, Text(v)...), nil
	case bool:
		return strconv.AppendBool(b, v), nil
	case *Decimal:
		return append(b, v.String()...), nil
	case *big.Int:
		return v.Append(b, 10), nil
	case float32:
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			return appendText(b, Text(v)), nil
		}
		return append(b, Text(v)...), nil
	case time.Time:
		return strconv.AppendInt(b, v.UnixMilli(), 10), nil
	case *Entry:
		return appendJSON(b, NewMap(v.Key, v.Value))
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return append(b, bytes.TrimRight(out.Bytes(), "\n")...), nil
}

func appendText(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '"')
	plain := 0 // where what needs no escape begins
	for i, r := range s {
		if r >= ' ' && r != '"' && r != '\\' && r != utf8.RuneError {
			continue
		}
		b = append(b, s[plain:i]...)
		plain = i + 1
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		case utf8.RuneError: // itself, or a byte that is not UTF-8
			_, n := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r)
			plain = i + n
		default:
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		}
	}
	return append(append(b, s[plain:]...), '"')
}
