package routes

import (
	"fmt"
	"maps"
	"slices"
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

// propertyBeans makes the beans of camel.beans.*: a class and its properties, #valueAs(type):text, plain text, or a map
// or list by its entries.
func (c *compiler) propertyBeans() {
	const prefix = "camel.beans."
	values, parts := map[string]string{}, map[string][][2]string{}
	var names []string
	for _, key := range c.env.Properties.Keys(prefix) {
		rest := strings.TrimPrefix(key, prefix)
		value, _ := c.env.Properties.Get(key)
		end := strings.IndexAny(rest, ".[")
		name := rest
		if end > 0 {
			name = rest[:end]
			part := strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(rest[end:], "["), "]"), ".")
			parts[name] = append(parts[name], [2]string{part, value})
		} else {
			values[name] = value
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if _, taken := c.beans[name]; taken {
			continue
		}
		pos := c.env.Properties.Position(prefix + name)
		value, has := values[name]
		switch {
		case !has:
			c.beans[name] = entries(parts[name])
		case strings.HasPrefix(value, "#class:"):
			class, args := classAndArguments(value)
			c.makeLater(name, class, func() any {
				properties := map[string]string{}
				for _, p := range parts[name] {
					properties[p[0]] = p[1]
				}
				return c.newBean(pos, class, properties, args...)
			})
		case strings.HasPrefix(value, "#valueAs("):
			kind, text, _ := strings.Cut(strings.TrimPrefix(value, "#valueAs("), "):")
			v, err := valueAs(kind, text)
			if err != nil {
				c.report(pos, err.Error(), "write, for example, #valueAs(int):5")
			}
			c.beans[name] = v
		case strings.HasPrefix(value, "#bean:"):
			c.waitFor(name, func() any { bean, _ := c.lookUp(shortBeanName(value)); return bean })
		default:
			c.beans[name] = value
		}
	}
}

// entries makes a list of [0], [1] and so on, else a map.
func entries(parts [][2]string) any {
	byIndex := map[int]any{}
	m := &components.Map{}
	for _, p := range parts {
		m.Set(p[0], p[1])
		if i, err := strconv.Atoi(p[0]); err == nil && i >= 0 {
			byIndex[i] = p[1]
		}
	}
	if len(byIndex) != len(parts) {
		return m
	}
	list := []any{}
	for _, i := range slices.Sorted(maps.Keys(byIndex)) {
		list = append(list, byIndex[i])
	}
	return list
}
