package simple

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// collectionFunctions work on the elements of a value.
var collectionFunctions = map[string]compiler{
	"size":     ofValue(func(v any) any { return size(v) }),
	"length":   ofValue(length),
	"sort":     sortFunction,
	"reverse":  ofElements(func(l []any) []any { slices.Reverse(l); return l }),
	"shuffle":  ofElements(func(l []any) []any { rand.Shuffle(len(l), func(i, j int) { l[i], l[j] = l[j], l[i] }); return l }),
	"distinct": ofElements(distinct),
	"collate":  ofNumber(collate),
	"skip":     ofNumber(skip),
}

// elements are a value as a list: null and blank text are none, text is cut at commas, a map is its entries.
func elements(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case *components.Map:
		return entries(v)
	}
	text, ok := textual(v)
	if !ok {
		return []any{v}
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	list := make([]any, 0, 4)
	for piece := range strings.SplitSeq(text, ",") {
		list = append(list, piece)
	}
	return list
}

// size is the number of elements of a list or map, 1 for anything else but null.
func size(v any) int {
	switch v := v.(type) {
	case nil:
		return 0
	case []any:
		return len(v)
	case *components.Map:
		return v.Len()
	}
	return 1
}

// length is the number of bytes of text, and of the text of anything else.
func length(v any) any {
	if v == nil {
		return nil
	}
	if text, ok := textual(v); ok {
		return len(text)
	}
	return units(components.Text(v))
}

// ofElements makes a function of the elements of all arguments, of the body where there are none.
func ofElements(f func([]any) []any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		items, err := p.arguments(c, reading{trim: true})
		if err != nil {
			return nil, err
		}
		if p.trim(c.inside).empty() {
			items = append(items, body)
		}
		return func(ex *components.Exchange) (any, error) {
			values, err := evaluate(ex, items)
			if err != nil {
				return nil, err
			}
			all := []any{}
			for _, v := range values {
				all = append(all, elements(v)...)
			}
			return f(all), nil
		}, nil
	}
}

func distinct(l []any) []any {
	seen := []any{}
	for _, v := range l {
		if indexIn(seen, v) < 0 {
			seen = append(seen, v)
		}
	}
	return seen
}

// ofNumber makes a function of the body's elements and one number.
func ofNumber(f func(*components.Exchange, []any, int) ([]any, error)) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.parenthesized(c); err != nil {
			return nil, err
		}
		if p.trim(c.inside).empty() {
			return nil, p.wrongCount(c, reading{least: 1, most: 1}, 0)
		}
		number, err := p.argument(argument{p.of(c.inside), c.inside.start})
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			n, err := intOf(ex, number)
			if err != nil {
				return nil, err
			}
			v, err := body(ex)
			if err != nil {
				return nil, err
			}
			if v == nil {
				return nil, notIterable(ex)
			}
			l, err := f(ex, slices.Clone(elements(v)), n)
			if err != nil {
				return nil, err
			}
			return l, nil
		}, nil
	}
}

// collate makes lists of n elements each, the last of what is left.
func collate(ex *components.Exchange, l []any, n int) ([]any, error) {
	if n <= 0 {
		return nil, components.NewException("org.apache.camel.RuntimeExchangeException",
			fmt.Sprintf("Group must be a positive number, was: %d on the exchange: %s", n, exchangeName(ex)))
	}
	groups := []any{}
	for group := range slices.Chunk(l, n) {
		groups = append(groups, group)
	}
	return groups, nil
}

// notIterable is what Camel raises where there is nothing to go through.
func notIterable(ex *components.Exchange) error {
	return components.NewException(components.IllegalArgumentException, "expression: body evaluated on "+exchangeName(ex)+" must return an java.util.Iterator")
}

func skip(_ *components.Exchange, l []any, n int) ([]any, error) {
	if n < 0 {
		return nil, components.NewException(components.IllegalArgumentException, fmt.Sprintf("Skip must not be a negative number, was: %d", n))
	}
	return l[min(n, len(l)):], nil
}

// sortFunction is sort() and sort(reverse) on the body, and sort(value,reverse). As in Camel one argument alone is never
// what is sorted.
func sortFunction(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{most: 2})
	if err != nil {
		return nil, err
	}
	of := components.Expression(body)
	if len(args) == 2 {
		if of, err = p.argument(args[0]); err != nil {
			return nil, err
		}
	}
	descending := len(args) > 0 && strings.EqualFold(args[len(args)-1].text, "true")
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil {
			return nil, err
		}
		sorted := slices.Clone(elements(v))
		if sorted == nil {
			sorted = []any{}
		}
		if err := sortable(sorted); err != nil {
			return nil, err
		}
		slices.SortStableFunc(sorted, func(a, b any) int {
			if descending {
				a, b = b, a
			}
			return natural(a, b)
		})
		return sorted, nil
	}, nil
}

// sortable refuses values that have no order among them, as Java does.
func sortable(l []any) error {
	if len(l) == 1 {
		return nil
	}
	for i := range l {
		if i > 0 && components.JavaType(l[i]) != components.JavaType(l[0]) {
			return components.NewException(classCast, fmt.Sprintf("class %s cannot be cast to class %s", components.JavaType(l[i]), components.JavaType(l[0])))
		}
		switch l[i].(type) {
		case nil, []any, *components.Map, *components.Entry:
			return components.NewException(classCast, fmt.Sprintf("class %s cannot be cast to class java.lang.Comparable", components.JavaType(l[i])))
		}
	}
	return nil
}

// natural is Java's order of two values of one type: text by its characters, though it be digits.
func natural(a, b any) int {
	if s, ok := textual(a); ok {
		return strings.Compare(s, components.Text(b))
	}
	return Compare(a, b)
}
