package routes

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// valueTypes are classes of the JDK whose objects are values here. A constructor gets its arguments as text.
var valueTypes = map[string]func(args []string) (any, error){
	"java.lang.String": func(args []string) (any, error) { return strings.Join(args, ""), nil },
	"java.lang.Integer": func(args []string) (any, error) {
		return number(args, func(s string) (any, error) { n, err := strconv.ParseInt(s, 10, 32); return int(n), err })
	},
	"java.lang.Long": func(args []string) (any, error) {
		return number(args, func(s string) (any, error) { return strconv.ParseInt(s, 10, 64) })
	},
	"java.lang.Double": func(args []string) (any, error) {
		return number(args, func(s string) (any, error) { return strconv.ParseFloat(s, 64) })
	},
	"java.lang.Float": func(args []string) (any, error) {
		return number(args, func(s string) (any, error) { f, err := strconv.ParseFloat(s, 32); return float32(f), err })
	},
	"java.math.BigDecimal": func(args []string) (any, error) {
		return number(args, func(s string) (any, error) { return strconv.ParseFloat(s, 64) })
	},
	"java.math.BigInteger": func(args []string) (any, error) {
		return number(args, func(s string) (any, error) {
			n, ok := new(big.Int).SetString(s, 10)
			if !ok {
				return nil, strconv.ErrSyntax
			}
			return n, nil
		})
	},
	"java.lang.Boolean": func(args []string) (any, error) {
		return len(args) == 1 && strings.EqualFold(args[0], "true"), nil
	},
	"java.io.File":                           func(args []string) (any, error) { return strings.Join(args, "/"), nil },
	"java.util.HashMap":                      newMap,
	"java.util.LinkedHashMap":                newMap,
	"java.util.TreeMap":                      newMap,
	"java.util.concurrent.ConcurrentHashMap": newMap,
	"java.util.Properties":                   newMap,
	"java.util.ArrayList":                    newList,
	"java.util.LinkedList":                   newList,
	"java.util.HashSet":                      newList,
	"java.util.LinkedHashSet":                newList,
}

func number(args []string, parse func(string) (any, error)) (any, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("it takes one argument, not %d", len(args))
	}
	v, err := parse(strings.TrimSpace(args[0]))
	if err != nil {
		return nil, fmt.Errorf("%q is not such a number", args[0])
	}
	return v, nil
}

func newMap([]string) (any, error)  { return &components.Map{}, nil }
func newList([]string) (any, error) { return []any{}, nil }

// valueAs converts the text behind #valueAs(type):.
func valueAs(kind, value string) (any, error) {
	class := map[string]string{
		"int": "java.lang.Integer", "integer": "java.lang.Integer", "long": "java.lang.Long", "double": "java.lang.Double",
		"float": "java.lang.Double", "boolean": "java.lang.Boolean", "string": "java.lang.String",
	}[strings.ToLower(kind)]
	if class == "" {
		class = kind
	}
	make, ok := valueTypes[class]
	if !ok {
		return nil, fmt.Errorf("there is no type %q", kind)
	}
	return make([]string{value})
}

// classAndArguments takes com.example.Thing('a', 2) apart.
func classAndArguments(text string) (class string, args []string) {
	class, rest, ok := strings.Cut(strings.TrimPrefix(text, "#class:"), "(")
	if !ok {
		return class, nil
	}
	rest = strings.TrimSuffix(strings.TrimSpace(rest), ")")
	for _, arg := range splitList(rest) {
		if n := len(arg); n > 1 && (arg[0] == '\'' || arg[0] == '"') && arg[n-1] == arg[0] {
			arg = arg[1 : n-1]
		}
		args = append(args, arg)
	}
	return class, args
}
