package dataformat

import (
	"cmp"
	"encoding/base64"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// Classes of Jackson's exceptions where a value is not of the type that it is read as.
const (
	mismatchedInput = "com.fasterxml.jackson.databind.exc.MismatchedInputException"
	invalidFormat   = "com.fasterxml.jackson.databind.exc.InvalidFormatException"
	inputCoercion   = "com.fasterxml.jackson.core.exc.InputCoercionException"
)

// jsonNode is Jackson's own class of what was read: maps, lists and values here.
const jsonNode = "com.fasterxml.jackson.databind.JsonNode"

// typed makes what was read from text what the options ask for: a list of items of a type, or a value of a type.
func (j *Jackson) typed(v any, class, text string) (any, error) {
	if class == "" && !j.UseList && j.CollectionType == "" && j.EnableFeatures == "" {
		return v, nil
	}
	if class != "" && !readable(class) {
		return nil, components.NewException("java.lang.ClassNotFoundException", class)
	}
	if j.on("UNWRAP_ROOT_VALUE") {
		root, ok := v.(*components.Map)
		if !ok || root.Len() != 1 || root.Keys()[0] != cmp.Or(class[strings.LastIndexByte(class, '.')+1:], "Object") {
			return nil, mismatched(cmp.Or(class, "java.lang.Object"))
		}
		v = root.Value(root.Keys()[0])
	}
	if !j.UseList && j.CollectionType == "" {
		return j.as(v, class, text)
	}
	v, err := j.as(v, "java.util.List", text)
	list, _ := v.([]any)
	for i, item := range list {
		if list[i], err = j.as(item, class, components.Text(item)); err != nil {
			return nil, err
		}
	}
	if strings.HasSuffix(j.CollectionType, "Set") {
		return setOf(list, j.CollectionType), err
	}
	return v, err
}

// readable tells whether values can be read as a class: others than Java's own have no counterpart.
func readable(class string) bool {
	return strings.HasPrefix(class, "java.") || class == jsonNode || components.NamesClass(class)
}

// setOf leaves out what came before. A hash set has the order of its table.
func setOf(list []any, class string) []any {
	seen := map[string]bool{}
	list = slices.DeleteFunc(list, func(v any) bool {
		key := components.JavaType(v) + components.Text(v)
		before := seen[key]
		seen[key] = true
		return before
	})
	size := uint32(16)
	for int(size)*3/4 < len(list) {
		size *= 2
	}
	place := func(v any) uint32 {
		h := uint32(components.JavaHash(v))
		return (h ^ h>>16) & (size - 1)
	}
	if strings.HasSuffix(class, "HashSet") && !strings.HasSuffix(class, "LinkedHashSet") || strings.HasSuffix("."+class, ".Set") {
		slices.SortStableFunc(list, func(a, b any) int { return cmp.Compare(place(a), place(b)) })
	}
	return list
}

// as makes what was read from text a value of the type that unmarshalType names, by the rules of Jackson: "7" is a number where one
// is asked for, a number is text as it was written. Types that are not known here stay what they are in JSON.
func (j *Jackson) as(v any, class, text string) (any, error) {
	if v == nil {
		return nil, nil
	}
	switch name := class[strings.LastIndexByte(class, '.')+1:]; name {
	case "Map", "LinkedHashMap", "HashMap", "TreeMap", "SortedMap", "AbstractMap", "ConcurrentHashMap":
		m, ok := v.(*components.Map)
		switch {
		case !ok:
			return j.empty(v, class)
		case name == "TreeMap" || name == "SortedMap":
			return (&shaper{nulls: true, sorted: true}).value(m), nil
		}
	case "List", "ArrayList", "LinkedList", "Collection", "Iterable", "Set", "HashSet", "LinkedHashSet", "TreeSet", "SortedSet":
		list, ok := v.([]any)
		switch {
		case !ok && j.on("ACCEPT_SINGLE_VALUE_AS_ARRAY"):
			list = []any{v}
		case !ok:
			return j.empty(v, class)
		}
		if strings.HasSuffix(name, "Set") {
			list = setOf(list, name)
		}
		return list, nil
	case "String":
		switch v.(type) {
		case string:
		case *components.Map, []any:
			return nil, mismatched(class)
		default: // a number keeps its zeros
			return firstWord(text), nil
		}
	case "Boolean", "boolean":
		return jsonBool(v, class)
	case "Integer", "Long", "Short", "Byte", "Double", "Float", "int", "long", "short", "byte", "double", "float":
		if _, isFloat := v.(float64); isFloat && !j.on("ACCEPT_FLOAT_AS_INT") && !strings.HasSuffix(strings.ToLower(name), "e") && !strings.HasSuffix(name, "loat") {
			return nil, invalid(v, class)
		}
		return jsonNumber(v, name, class)
	case "BigDecimal", "BigInteger", "Number", "Character", "char", "Date", "UUID", "byte[]":
		return jsonScalar(v, name, class, text)
	}
	return v, nil
}

// empty is what text without content is where a collection is asked for.
func (j *Jackson) empty(v any, class string) (any, error) {
	if v != "" {
		return nil, mismatched(class)
	}
	if j.on("ACCEPT_EMPTY_STRING_AS_NULL_OBJECT") {
		return nil, nil
	}
	return nil, invalid(v, class)
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
		if f, err = strconv.ParseFloat(word, 64); err != nil || !strings.EqualFold(name, "double") && !strings.EqualFold(name, "float") {
			return nil, invalid(v, class)
		}
	default:
		return nil, mismatched(class)
	}
	most := float64(math.MaxInt32)
	switch name = strings.ToUpper(name[:1]) + name[1:]; name {
	case "Double":
		return f, nil
	case "Float":
		return float32(f), nil
	case "Long":
		if n, ok := v.(int64); ok {
			return n, nil
		}
		most = math.MaxInt64
	case "Short":
		most = math.MaxInt16
	case "Byte":
		most = math.MaxUint8
		if f >= math.MinInt8 && f <= most {
			return int(int8(int(f))), nil // 200 is taken for -56
		}
	}
	if f > most || f < -most-1 {
		return nil, components.NewException(inputCoercion, "Numeric value ("+components.Text(v)+") out of range of "+class)
	}
	if name == "Long" {
		return int64(f), nil
	}
	return int(f), nil
}

// jsonScalar makes values of the classes that are neither truth nor plain numbers.
func jsonScalar(v any, name, class, text string) (any, error) {
	word, isText := v.(string)
	word = strings.TrimSpace(word)
	switch v.(type) {
	case *components.Map, []any, bool:
		return nil, mismatched(class)
	}
	if !isText {
		word = firstWord(text)
	}
	switch name {
	case "Number":
		if !isText {
			return v, nil
		}
		if number, err := new(components.JSONRules).Decode(word); err == nil && number != nil {
			return number, nil
		}
	case "BigDecimal", "BigInteger":
		d, ok := components.ParseDecimal(word)
		switch {
		case !ok:
		case name == "BigDecimal":
			return d, nil
		case !isText || d.Scale() <= 0:
			return d.Int(), nil
		}
	case "Character", "char":
		if isText && utf8.RuneCountInString(v.(string)) == 1 {
			return v, nil
		}
	case "Date":
		if !isText {
			return components.ConvertTo(asLong(v), "java.util.Date")
		}
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999-0700", "2006-01-02T15:04:05.999999999", time.DateOnly, time.RFC1123} {
			if t, err := time.Parse(layout, word); err == nil {
				return t.UTC(), nil
			}
		}
	case "UUID":
		if isText && uuidForm.MatchString(word) {
			return strings.ToLower(word), nil
		}
	case "byte[]":
		if data, err := base64.StdEncoding.DecodeString(word); isText && err == nil {
			return data, nil
		}
	}
	return nil, invalid(v, class)
}

var uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func asLong(v any) any {
	if n, err := components.Int(v); err == nil {
		return n
	}
	return v
}
