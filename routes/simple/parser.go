package simple

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// parser compiles one text. Offsets are into the whole text, so that a mistake inside a nested function is shown in its place.
type parser struct {
	text  string
	env   *Env
	depth int
}

const maxDepth = 50

func (p *parser) wrong(offset int, hint, format string, args ...any) error {
	return &components.SyntaxError{Offset: min(max(offset, 0), len(p.text)), Msg: fmt.Sprintf(format, args...), Hint: hint}
}

// template compiles p.text[start:end]. Top is true for the whole text, where elvis and chain count.
func (p *parser) template(start, end int, top bool) (components.Expression, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.wrong(start, "", "the expression is nested too deep")
	}
	defer func() { p.depth-- }()
	var parts []components.Expression
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			parts = append(parts, constant(literal.String()))
			literal.Reset()
		}
	}
	for i := start; i < end; {
		if n := opening(p.text[i:end]); n > 0 {
			stop := closingBrace(p.text[:end], i+n)
			if stop < 0 {
				return nil, p.wrong(i, "add }", "%s has no closing }", p.text[i:i+n])
			}
			e, err := p.function(i+n, stop)
			if err != nil {
				return nil, err
			}
			flush()
			i = stop + 1
			if op := unary(p.text[i:end]); op != "" {
				e, i = increment(e, op), i+2
			}
			if top {
				if e, i, err = p.operators(e, i, end); err != nil {
					return nil, err
				}
			}
			parts = append(parts, e)
			continue
		}
		if p.text[i] == '\\' && i+1 < end {
			if c := strings.IndexByte("ntr}", p.text[i+1]); c >= 0 {
				literal.WriteByte("\n\t\r}"[c])
				i += 2
				continue
			}
		}
		literal.WriteByte(p.text[i])
		i++
	}
	flush()
	switch len(parts) {
	case 0:
		return constant(""), nil
	case 1:
		return parts[0], nil
	}
	return concat(parts), nil
}

// opening answers the length of ${ or $simple{ at the beginning of s, else 0.
func opening(s string) int {
	if strings.HasPrefix(s, "${") {
		return 2
	}
	if strings.HasPrefix(s, "$simple{") {
		return len("$simple{")
	}
	return 0
}

// closingBrace finds the } that ends the function whose content begins at from.
func closingBrace(s string, from int) int {
	depth := 0
	for i := from; i < len(s); i++ {
		if n := opening(s[i:]); n > 0 {
			depth++
			i += n - 1
			continue
		}
		if s[i] == '}' {
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

func unary(s string) string {
	if len(s) >= 2 && (s[:2] == "++" || s[:2] == "--") && (len(s) == 2 || s[2] == ' ') {
		return s[:2]
	}
	return ""
}

// operators takes elvis (?:) and chain (~>, ?~>) behind a function.
func (p *parser) operators(e components.Expression, i, end int) (components.Expression, int, error) {
	for {
		rest := p.text[i:end]
		trimmed := strings.TrimLeft(rest, " ")
		at := i + len(rest) - len(trimmed)
		if at == i {
			return e, i, nil
		}
		switch {
		case strings.HasPrefix(trimmed, "?: "):
			right, next, err := p.operand(at+3, end)
			if err != nil {
				return nil, 0, err
			}
			e, i = elvis(e, right), next
		case strings.HasPrefix(trimmed, "~> ${"), strings.HasPrefix(trimmed, "?~> ${"):
			safe := trimmed[0] == '?'
			from := at + strings.Index(trimmed, "${") + 2
			stop := closingBrace(p.text[:end], from)
			if stop < 0 {
				return nil, 0, p.wrong(from-2, "add }", "${ has no closing }")
			}
			right, err := p.function(from, stop)
			if err != nil {
				return nil, 0, err
			}
			e, i = chain(e, right, safe), stop+1
		default:
			return e, i, nil
		}
	}
}

// operand compiles what stands right of an operator in a template: a function or a quoted text.
func (p *parser) operand(i, end int) (components.Expression, int, error) {
	for i < end && p.text[i] == ' ' {
		i++
	}
	if i < end && (p.text[i] == '\'' || p.text[i] == '"') {
		if n := strings.IndexByte(p.text[i+1:end], p.text[i]); n >= 0 {
			e, err := p.template(i+1, i+1+n, false)
			return e, i + n + 2, err
		}
		return nil, 0, p.wrong(i, "close the quote", "the text has no closing quote")
	}
	if n := opening(p.text[i:end]); n > 0 {
		if stop := closingBrace(p.text[:end], i+n); stop >= 0 {
			e, err := p.function(i+n, stop)
			return e, stop + 1, err
		}
	}
	next := end
	if n := strings.IndexByte(p.text[i:end], ' '); n >= 0 {
		next = i + n
	}
	if next == i {
		return nil, 0, p.wrong(i, "", "the operator has nothing on its right")
	}
	return constant(p.text[i:next]), next, nil
}

// elvis answers the left value, or the right where the left is empty.
func elvis(left, right components.Expression) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := left(ex)
		if err != nil || !isEmpty(v) {
			return v, err
		}
		return right(ex)
	}
}

// isEmpty is what elvis replaces: null, blank text, false, 0, empty lists and maps.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case bool:
		return !v
	case int:
		return v == 0
	case int64:
		return v == 0
	case float64:
		return v == 0
	case []any:
		return len(v) == 0
	case *components.Map:
		return v.Len() == 0
	}
	return false
}

// chain makes the left value the body for the right; safe answers null where the left is null.
func chain(left, right components.Expression, safe bool) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := left(ex)
		if err != nil || v == nil && safe {
			return nil, err
		}
		body := ex.Body
		ex.Body = v
		defer func() { ex.Body = body }()
		return right(ex)
	}
}

// increment adds or takes one: text of digits stays text.
func increment(e components.Expression, op string) components.Expression {
	by := int64(1)
	if op == "--" {
		by = -1
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		if f, ok := v.(float64); ok {
			return float64(int64(f) + by), nil
		}
		n, err := components.Int(v)
		if err != nil {
			return nil, err
		}
		if _, ok := v.(string); ok {
			return components.Text(n + by), nil
		}
		if _, ok := v.(int64); ok {
			return n + by, nil
		}
		return components.Integer(n + by), nil
	}
}
