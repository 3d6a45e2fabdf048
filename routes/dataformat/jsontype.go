package dataformat

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Classes of Jackson's exceptions where a value is not of the type that it is read as.
const (
	mismatchedInput = "com.fasterxml.jackson.databind.exc.MismatchedInputException"
	invalidFormat   = "com.fasterxml.jackson.databind.exc.InvalidFormatException"
	inputCoercion   = "com.fasterxml.jackson.core.exc.InputCoercionException"
)

// jsonAs makes what was read from text a value of the type that unmarshalType names, by the rules of Jackson: "7" is a number where one
// is asked for, a number is text as it was written. Types that are not known here stay what they are in JSON.
func jsonAs(v any, class, text string) (any, error) {
	if v == nil {
		return nil, nil
	}
	name := class[strings.LastIndexByte(class, '.')+1:]
	if !strings.HasPrefix(class, "java.") {
		return v, nil
	}
	ok := true
	switch name {
	case "Map", "LinkedHashMap", "HashMap", "TreeMap", "SortedMap":
		_, ok = v.(*components.Map)
		if v == "" {
			return nil, invalid(v, class)
		}
	case "List", "ArrayList", "LinkedList", "Collection", "Iterable":
		_, ok = v.([]any)
		if v == "" {
			return nil, invalid(v, class)
		}
	case "String":
		switch v.(type) {
		case string:
		case *components.Map, []any:
			ok = false
		default: // a number keeps its zeros
			return firstWord(text), nil
		}
	case "Boolean":
		return jsonBool(v, class)
	case "Integer", "Long", "Short", "Byte", "Double", "Float":
		return jsonNumber(v, name, class)
	}
	if !ok {
		return nil, mismatched(class)
	}
	return v, nil
}

func mismatched(class string) error {
	return components.NewException(mismatchedInput, "Cannot deserialize value of type `"+class+"` from it")
}

func invalid(v any, class string) error {
	return components.NewException(invalidFormat, "Cannot deserialize value of type `"+class+"` from "+strconv.Quote(components.Text(v)))
}

func firstWord(text string) string {
	text = strings.TrimSpace(text)
	if end := strings.IndexAny(text, " \t\r\n"); end >= 0 {
		return text[:end]
	}
	return text
}

func jsonBool(v any, class string) (any, error) {
	switch v := v.(type) {
	case bool:
		return v, nil
	case int:
		return v != 0, nil
	case int64:
		return v != 0, nil
	case string:
		switch strings.TrimSpace(v) {
		case "":
			return nil, nil
		case "true", "True", "TRUE":
			return true, nil
		case "false", "False", "FALSE":
			return false, nil
		}
		return nil, invalid(v, class)
	}
	return nil, mismatched(class)
}

func jsonNumber(v any, name, class string) (any, error) {
	var f float64
	switch v := v.(type) {
	case int:
		f = float64(v)
	case int64:
		f = float64(v)
	case float64:
		f = v
	case *big.Int:
		f, _ = new(big.Float).SetInt(v).Float64()
	case string:
		word := strings.TrimSpace(v)
		if word == "" {
			return nil, nil
		}
		n, err := strconv.ParseInt(word, 10, 64)
		if err == nil {
			return jsonNumber(n, name, class)
		}
		if f, err = strconv.ParseFloat(word, 64); err != nil || name != "Double" && name != "Float" {
			return nil, invalid(v, class)
		}
	default:
		return nil, mismatched(class)
	}
	most := float64(math.MaxInt32)
	switch name {
	case "Double", "Float":
		return f, nil
	case "Long":
		if n, ok := v.(int64); ok {
			return n, nil
		}
		most = math.MaxInt64
	case "Short":
		most = math.MaxInt16
	case "Byte":
		most = math.MaxUint8
	}
	if f > most || f < -most-1 {
		return nil, components.NewException(inputCoercion, "Numeric value ("+components.Text(v)+") out of range of "+class)
	}
	if name == "Long" {
		return int64(f), nil
	}
	return int(f), nil
}
