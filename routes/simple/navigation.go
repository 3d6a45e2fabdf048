package simple

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Exceptions that navigation raises in Camel.
const (
	methodNotFound = "org.apache.camel.component.bean.MethodNotFoundException"
	beanExpression = "org.apache.camel.language.bean.RuntimeBeanExpressionException"
	outOfBounds    = "java.lang.IndexOutOfBoundsException"
)

// hop is one step of navigation: [key] or .method(args).
type hop struct {
	key     components.Expression // of [key]
	fixed   string                // the key where it is no expression
	isFixed bool
	method  string
	args    []components.Expression
	safe    bool // ?. or ?[: null stays null
}

// navigate compiles what stands behind a value: p.text[s].
func (p *parser) navigate(from components.Expression, s span) (components.Expression, error) {
	hops, err := p.hops(s)
	if err != nil || len(hops) == 0 {
		return from, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := from(ex)
		for i := range hops {
			if err != nil {
				return nil, err
			}
			if v == nil {
				return nil, nil
			}
			v, err = hops[i].take(ex, v)
		}
		return v, err
	}, nil
}

func (p *parser) hops(s span) ([]hop, error) {
	var hops []hop
	for i := s.start; i < s.end; {
		var h hop
		if p.text[i] == '?' {
			h.safe = true
			i++
		}
		switch {
		case i < s.end && p.text[i] == '[':
			stop := p.closingBracket(i, s.end)
			if stop < 0 {
				return nil, p.wrong(i, "add ]", "[ has no closing ]")
			}
			in := p.inner(p.trim(span{i + 1, stop}))
			if h.isFixed = !strings.Contains(p.of(in), "${"); h.isFixed {
				h.fixed = p.of(in)
			} else {
				key, err := p.argument(in)
				if err != nil {
					return nil, err
				}
				h.key = key
			}
			i = stop + 1
		case i < s.end && p.text[i] == '.':
			i++
			begin := i
			for i < s.end && isNameByte(p.text[i]) {
				i++
			}
			if h.method = p.text[begin:i]; h.method == "" {
				return nil, p.wrong(begin, "", "a name is missing after the dot")
			}
			if i < s.end && p.text[i] == '(' {
				stop := p.closingParen(i, s.end)
				if stop < 0 {
					return nil, p.wrong(i, "add )", "( has no closing )")
				}
				for _, a := range p.split(i+1, stop) {
					arg, err := p.methodArgument(a)
					if err != nil {
						return nil, err
					}
					h.args = append(h.args, arg)
				}
				i = stop + 1
			}
		default:
			return nil, p.wrong(i, "", "unexpected %q", p.of(span{i, s.end}))
		}
		hops = append(hops, h)
	}
	return hops, nil
}

func (p *parser) closingBracket(open, end int) int {
	depth := 0
	for i := open; i < end; i++ {
		if n := opening(p.text[i:end]); n > 0 {
			if stop := closingBrace(p.text[:end], i+n); stop >= 0 {
				i = stop
				continue
			}
		}
		switch p.text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// methodArgument is quoted text, a function, a number or a word of Java.
func (p *parser) methodArgument(s span) (components.Expression, error) {
	if in := p.inner(s); in != s {
		return p.argument(in)
	}
	word := p.of(s)
	if n, err := strconv.ParseInt(word, 10, 64); err == nil {
		return constant(components.Integer(n)), nil
	}
	switch word {
	case "true", "false":
		return constant(word == "true"), nil
	case "null":
		return constant(nil), nil
	}
	return p.argument(s)
}

func (h *hop) take(ex *components.Exchange, v any) (any, error) {
	if h.method != "" {
		args := make([]any, len(h.args))
		for i, a := range h.args {
			var err error
			if args[i], err = a(ex); err != nil {
				return nil, err
			}
		}
		return invoke(v, h.method, args)
	}
	key := h.fixed
	if !h.isFixed {
		k, err := h.key(ex)
		if err != nil {
			return nil, err
		}
		key = components.Text(k)
	}
	switch v := v.(type) {
	case *components.Map:
		return v.Value(key), nil
	case []any:
		return h.element(v, key)
	}
	if digits(key) || strings.HasPrefix(key, "last") { // anything else is a list of one
		return h.element([]any{v}, key)
	}
	return nil, components.NewException(components.NoTypeConversion, fmt.Sprintf(
		"No type converter available to convert from type: %s to the required type: java.util.Map", components.JavaType(v)))
}

func (h *hop) element(list []any, key string) (any, error) {
	i, err := strconv.Atoi(key)
	if word, ok := strings.CutPrefix(key, "last"); ok && err != nil {
		i, err = len(list)-1, nil
		if word = strings.ReplaceAll(word, " ", ""); word != "" {
			var back int
			if back, err = strconv.Atoi(strings.TrimPrefix(word, "-")); err == nil {
				i -= back
			}
		}
	}
	if err != nil {
		return nil, components.NewException(beanExpression, fmt.Sprintf("%q is no index of a list", key))
	}
	if i < 0 || i >= len(list) {
		if h.safe {
			return nil, nil
		}
		return nil, components.NewException(outOfBounds, fmt.Sprintf("Index: %d, Size: %d out of bounds with List from bean", i, len(list)))
	}
	return list[i], nil
}
