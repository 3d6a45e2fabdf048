package components

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// DecodeJSON reads the first JSON value of data: objects become *[Map] in their order, arrays []any, whole numbers int
// (int64 beyond 32 bits, *big.Int beyond 64), others float64. Text behind the value is ignored, as Camel's Jackson does.
func DecodeJSON(data []byte) (any, error) { return DecodeJSONText(string(data)) }

// DecodeJSONText is [DecodeJSON] for text.
func DecodeJSONText(text string) (any, error) {
	if v, ok := readJSON(text); ok {
		return v, nil
	}
	return decodeJSON(text)
}

func decodeJSON(text string) (any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, err := decodeValue(d, 0)
	if errors.Is(err, io.EOF) {
		return nil, io.ErrUnexpectedEOF
	}
	return v, err
}

const maxJSONDepth = 1000 // Jackson's limit too

func decodeValue(d *json.Decoder, depth int) (any, error) {
	if depth > maxJSONDepth {
		return nil, fmt.Errorf("JSON is nested deeper than %d levels", maxJSONDepth)
	}
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case json.Number:
		return number(string(t))
	case json.Delim:
		if t == '[' {
			list := []any{}
			for d.More() {
				v, err := decodeValue(d, depth+1)
				if err != nil {
					return nil, noEOF(err)
				}
				list = append(list, v)
			}
			_, err := d.Token()
			return list, noEOF(err)
		}
		m := &Map{}
		for d.More() {
			k, err := d.Token()
			if err != nil {
				return nil, noEOF(err)
			}
			v, err := decodeValue(d, depth+1)
			if err != nil {
				return nil, noEOF(err)
			}
			m.Set(k.(string), v)
		}
		_, err := d.Token()
		return m, noEOF(err)
	}
	return t, nil // string, bool, nil
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func number(s string) (any, error) {
	if !strings.ContainsAny(s, ".eE") {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return Integer(n), nil
		}
		if n, ok := new(big.Int).SetString(s, 10); ok {
			return n, nil
		}
	}
	return strconv.ParseFloat(s, 64)
}

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
	case float32:
		return append(b, Text(v)...), nil
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
