package simple

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// path is what stands behind a value, such as [order]?[items][last].size: steps taken one after the other.
type path struct {
	text string
	hops []hop
}

// hop is one step: [key] or .method(args).
type hop struct {
	text      string // as it is written, with ? and dot
	safe      bool   // ?: where it answers null, or the index is out of bounds, the whole is null
	key       components.Expression
	fixed     string // the key where it is no expression
	method    string
	hasParens bool
	args      []components.Expression
	numbers   []bool // which of them are numbers as they are written
	array     bool   // it is .length behind a method that answers an array
}

// navigate compiles the steps behind a value. A value that is null stays null; one that becomes null on the way fails,
// unless the step that answered it is safe.
func (p *parser) navigate(from components.Expression, s span) (components.Expression, error) {
	if s.empty() {
		return from, nil
	}
	way := path{text: p.of(s)}
	for i := s.start; i < s.end; {
		h, next, err := p.hop(i, s.end)
		if err != nil {
			return nil, err
		}
		if n := len(way.hops); n > 0 && h.text == ".length" {
			h.array = slices.Contains([]string{"split", "toArray", "toCharArray"}, way.hops[n-1].method)
		}
		way.hops, i = append(way.hops, h), next
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := from(ex)
		if err != nil || v == nil {
			return nil, err
		}
		return way.follow(ex, v)
	}, nil
}

func (w *path) follow(ex *components.Exchange, v any) (any, error) {
	root := components.JavaType(v)
	for i := range w.hops {
		h := &w.hops[i]
		if v == nil {
			return nil, components.NewException(beanExpression, fmt.Sprintf(
				"Failed to invoke method: %s on %s due last method returned null and therefore cannot continue to invoke method %s on a null instance",
				w.text, root, h.text))
		}
		var err error
		if v, err = w.take(ex, h, v); err != nil {
			return nil, err
		}
		if v == nil && h.safe {
			return nil, nil
		}
	}
	return v, nil
}

func (w *path) take(ex *components.Exchange, h *hop, v any) (any, error) {
	if h.key == nil && h.method == "" {
		if h.fixed == "" {
			return v, nil // as in Camel
		}
		return w.lookUp(h, v, h.fixed)
	}
	if h.key != nil {
		key, err := textOf(ex, h.key)
		if err != nil {
			return nil, err
		}
		return w.lookUp(h, v, key)
	}
	args, err := evaluate(ex, h.args)
	if err != nil {
		return nil, err
	}
	result, failure := invoke(ex, v, h, args)
	if failure != nil {
		name := strings.TrimPrefix(strings.TrimPrefix(h.text, "?"), ".")
		return nil, failed(name+" on null", failure)
	}
	return result, nil
}

func failed(what string, cause *components.Exception) error {
	return &components.Exception{Class: beanExpression, Message: "Failed to invoke method: " + what + " due to: " + components.Text(cause), Cause: cause}
}

// lookUp finds a key in a map or an index in a list.
func (w *path) lookUp(h *hop, v any, key string) (any, error) {
	if m, ok := v.(*components.Map); ok {
		return m.Value(key), nil
	}
	list, isList := v.([]any)
	i, isIndex := index(key, len(list))
	switch {
	case isList && isIndex && i >= 0 && i < len(list):
		return list[i], nil
	case h.safe:
		return nil, nil
	}
	message := fmt.Sprintf("Key: %s not found in bean: %s of type: %s using OGNL path [%s]", key, components.Text(v), components.JavaType(v), w.text)
	if isList && isIndex {
		message = fmt.Sprintf("Index: %d, Size: %d out of bounds with List from bean: %susing OGNL path [%s]", i, len(list), components.Text(v), w.text)
	}
	return nil, failed(w.text+" on "+components.JavaType(v), components.NewException(outOfBounds, message))
}

// index reads 3, last or last-1.
func index(key string, size int) (int, bool) {
	back, ok := strings.CutPrefix(key, "last")
	if !ok {
		i, err := strconv.Atoi(key)
		return i, err == nil
	}
	if back = strings.TrimSpace(back); back == "" {
		return size - 1, true
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(back, "-")))
	return size - 1 - n, err == nil && back[0] == '-'
}

// hop compiles one step and answers the offset behind it.
func (p *parser) hop(i, end int) (hop, int, error) {
	begin, h := i, hop{}
	if p.text[i] == '?' {
		h.safe = true
		i++
	}
	var err error
	switch {
	case i < end && p.text[i] == '[':
		i, err = p.keyHop(&h, i, end)
	case i < end && p.text[i] == '.':
		i, err = p.methodHop(&h, i+1, end)
	default:
		err = p.wrong(begin, "write [key] or .method()", "unexpected %s", p.excerpt(span{begin, end}))
	}
	h.text = p.text[begin:i]
	return h, i, err
}

func (p *parser) keyHop(h *hop, open, end int) (int, error) {
	stop := p.closingBracket(open, end)
	if stop < 0 {
		return open, p.wrong(open, "add ]", "[ has no closing ]")
	}
	in := p.inner(p.trim(span{open + 1, stop}))
	if strings.Contains(p.of(in), "${") || strings.Contains(p.of(in), "$simple{") {
		key, err := p.template(in)
		h.key = key
		return stop + 1, err
	}
	h.fixed = p.of(in)
	return stop + 1, nil
}

func (p *parser) methodHop(h *hop, i, end int) (int, error) {
	begin := i
	for i < end && isNameByte(p.text[i]) && p.text[i] != '-' {
		i++
	}
	if h.method = p.text[begin:i]; h.method == "" {
		return i, p.wrong(begin, "", "a name is missing behind the dot")
	}
	if i == end || p.text[i] != '(' {
		return i, nil
	}
	stop := p.closingParen(i, end)
	if stop < 0 {
		return i, p.wrong(i, "add )", "%s( has no closing )", h.method)
	}
	h.hasParens = true
	for _, a := range p.split(span{i + 1, stop}) {
		arg, err := p.methodArgument(a)
		if err != nil {
			return i, err
		}
		_, isNumber := literalValue(p.of(a))
		h.args, h.numbers = append(h.args, arg), append(h.numbers, isNumber && p.of(a) != "null" && p.of(a) != "true" && p.of(a) != "false")
	}
	return stop + 1, nil
}

// closingBracket finds the ] for the [ at open; nested functions are skipped.
func (p *parser) closingBracket(open, end int) int {
	for i := open + 1; i < end; i++ {
		if p.text[i] == ']' {
			return i
		}
		i = p.skip(i, end)
	}
	return -1
}

// methodArgument is quoted text, a function, a number, true, false or null; other words are text.
func (p *parser) methodArgument(s span) (components.Expression, error) {
	if in := p.inner(s); in != s {
		return p.template(in)
	}
	if v, ok := literalValue(p.of(s)); ok {
		return constant(v), nil
	}
	return p.template(s)
}
