package xpath

import (
	"math"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

type function struct {
	least, most int
	call        func(s *scope, args []any) (any, error)
}

func called(f func(s *scope, args []any) (any, error), args []expr) expr {
	return func(s *scope) (any, error) {
		given := make([]any, len(args))
		for i, arg := range args {
			var err error
			if given[i], err = arg(s); err != nil {
				return nil, err
			}
		}
		return f(s, given)
	}
}

// text makes a function of text; without an argument it is the node's where least is 0.
func text(least, most int, f func(args []string) any) function {
	return function{least, most, func(s *scope, args []any) (any, error) {
		given := make([]string, max(len(args), 1))
		for i, v := range args {
			given[i] = String(v)
		}
		if len(args) == 0 {
			given[0] = s.node.Content()
		}
		return f(given), nil
	}}
}

func ofNumber(f func(float64) float64) function {
	return function{1, 1, func(_ *scope, args []any) (any, error) { return f(toNumber(args[0])), nil }}
}

// ofNode makes a function of the first node that it is given, or the one at hand.
func ofNode(f func(n *components.XML) string) function {
	return function{0, 1, func(s *scope, args []any) (any, error) {
		n := s.node
		if len(args) == 1 {
			list, err := list(args[0])
			if err != nil || len(list) == 0 {
				return "", err
			}
			n = list[0]
		}
		return f(n), nil
	}}
}

func list(v any) (nodes, error) {
	l, ok := v.(nodes)
	if !ok {
		return nil, components.NewException("javax.xml.transform.TransformerException", "Can not convert "+typeName(v)+" to a NodeList!")
	}
	return l, nil
}

const many = math.MaxInt

var functions map[string]function

func init() { // here, since they evaluate expressions
	functions = map[string]function{
		"last":     {0, 0, func(s *scope, _ []any) (any, error) { return float64(s.size), nil }},
		"position": {0, 0, func(s *scope, _ []any) (any, error) { return float64(s.at), nil }},
		"count": {1, 1, func(_ *scope, args []any) (any, error) {
			l, err := list(args[0])
			return float64(len(l)), err
		}},
		"sum": {1, 1, func(_ *scope, args []any) (any, error) {
			l, err := list(args[0])
			sum := 0.0
			for _, n := range l {
				sum += toNumber(n.Content())
			}
			return sum, err
		}},
		"id":            {1, 1, func(*scope, []any) (any, error) { return nodes{}, nil }}, // only a DTD makes an attribute an id
		"local-name":    ofNode(func(n *components.XML) string { return localName(n) }),
		"name":          ofNode(func(n *components.XML) string { return n.Name }),
		"namespace-uri": ofNode(func(n *components.XML) string { return n.Space }),
		"string":        text(0, 1, func(a []string) any { return a[0] }),
		"concat":        text(2, many, func(a []string) any { return strings.Join(a, "") }),
		"starts-with":   text(2, 2, func(a []string) any { return strings.HasPrefix(a[0], a[1]) }),
		"contains":      text(2, 2, func(a []string) any { return strings.Contains(a[0], a[1]) }),
		"substring-before": text(2, 2, func(a []string) any {
			before, _, found := strings.Cut(a[0], a[1])
			if !found {
				return ""
			}
			return before
		}),
		"substring-after": text(2, 2, func(a []string) any { _, after, _ := strings.Cut(a[0], a[1]); return after }),
		"substring":       {2, 3, substring},
		"string-length":   text(0, 1, func(a []string) any { return float64(len([]rune(a[0]))) }),
		"normalize-space": text(0, 1, func(a []string) any { return strings.Join(strings.Fields(a[0]), " ") }),
		"translate":       text(3, 3, translate),
		"boolean":         {1, 1, func(_ *scope, args []any) (any, error) { return toBool(args[0]), nil }},
		"not":             {1, 1, func(_ *scope, args []any) (any, error) { return !toBool(args[0]), nil }},
		"true":            {0, 0, func(*scope, []any) (any, error) { return true, nil }},
		"false":           {0, 0, func(*scope, []any) (any, error) { return false, nil }},
		"lang":            {1, 1, lang},
		"number": {0, 1, func(s *scope, args []any) (any, error) {
			if len(args) == 0 {
				return toNumber(s.node.Content()), nil
			}
			return toNumber(args[0]), nil
		}},
		"floor":   ofNumber(math.Floor),
		"ceiling": ofNumber(math.Ceil),
		"round":   ofNumber(round),
	}
}

// round goes to the nearest whole number, halves go up.
func round(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return f
	}
	return math.Floor(f + 0.5)
}

// substring counts characters from 1, and rounds.
func substring(_ *scope, args []any) (any, error) {
	runes := []rune(String(args[0]))
	from, to := round(toNumber(args[1])), math.Inf(1)
	if len(args) == 3 {
		to = from + round(toNumber(args[2]))
	}
	var b strings.Builder
	for i, r := range runes {
		if at := float64(i + 1); at >= from && at < to {
			b.WriteRune(r)
		}
	}
	return b.String(), nil
}

func translate(a []string) any {
	from, to := []rune(a[1]), []rune(a[2])
	change := map[rune]rune{}
	for i, r := range from {
		if _, known := change[r]; known {
			continue
		}
		change[r] = -1
		if i < len(to) {
			change[r] = to[i]
		}
	}
	return strings.Map(func(r rune) rune {
		if to, ok := change[r]; ok {
			return to
		}
		return r
	}, a[0])
}

// lang tells whether the node is in a language, by xml:lang.
func lang(s *scope, args []any) (any, error) {
	want := strings.ToLower(String(args[0]))
	for n := s.node; n != nil; n = n.Parent {
		for _, a := range n.Attrs {
			if a.Name == "xml:lang" {
				have := strings.ToLower(a.Value)
				return have == want || strings.HasPrefix(have, want+"-"), nil
			}
		}
	}
	return false, nil
}
