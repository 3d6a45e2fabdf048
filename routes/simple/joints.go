package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// joints are the operators that join two neighbours in a template: elvis, which replaces an empty left side by the right
// one, and the chain, which makes the left value the body of the right side; ?~> only where it is not null.
var joints = []string{"?~>", "?:", "~>"}

// joint answers the operator at i, which needs a blank behind it; elvis needs one before, too.
func (p *parser) joint(i int, s span) string {
	if p.text[i] != '?' && p.text[i] != '~' {
		return ""
	}
	before := i > s.start && isBlank(p.text[i-1])
	for _, op := range joints {
		if op == "?:" && !before {
			continue
		}
		if after := i + len(op); after < s.end && isBlank(p.text[after]) && strings.HasPrefix(p.text[i:s.end], op) {
			return op
		}
	}
	return ""
}

// operator answers the operator at i and where its right side begins; "" where i is text. As in Camel elvis and the first chain must
// have a value on its right, a chain must have something on both sides, and elvis without a right side is text.
func (p *parser) operator(i int, s span, left []piece) (op string, right int, err error) {
	op = p.joint(i, s)
	rest := p.trim(span{i + len(op), s.end})
	nothingLeft := len(left) == 0 && p.trim(span{s.start, i}).empty()
	isChain := strings.HasPrefix(strings.TrimPrefix(p.text[i:s.end], "?"), "~>")
	switch {
	case isChain && (op == "" && p.text[i] == '~' || op != "" && (rest.empty() || nothingLeft)):
		return "", 0, p.wrong(i, "write a value on both sides of it, with blanks between", "~> stands alone")
	case op == "" || nothingLeft || rest.empty():
		return "", 0, nil
	}
	if p.beginsOperand(rest) {
		return op, rest.start, nil
	}
	for _, one := range left {
		if one.operator != "" && op != "?:" { // a chain behind it does with text
			return op, i + len(op) + 1, nil
		}
	}
	return "", 0, p.wrong(rest.start, "write ${...} or quoted text behind it", "operator %s has no value on its right", op)
}

// beginsOperand tells whether a function, quoted text, a number, true, false or null begins here.
func (p *parser) beginsOperand(s span) bool {
	c := p.text[s.start]
	return p.beginsValue(s) || c >= '0' && c <= '9' || strings.HasPrefix(p.of(s), "null")
}

// join binds the operators to the one piece on either side, from left to right; chains come first.
func (p *parser) join(pieces []piece) ([]piece, error) {
	chained, err := p.joinBy(pieces, func(op string) bool { return op != "?:" })
	if err != nil {
		return nil, err
	}
	return p.joinBy(chained, func(op string) bool { return op == "?:" })
}

func (p *parser) joinBy(pieces []piece, now func(op string) bool) ([]piece, error) {
	var joined []piece
	for i := 0; i < len(pieces); i++ {
		op := pieces[i]
		if op.operator == "" || !now(op.operator) {
			joined = append(joined, op)
			continue
		}
		if i+1 == len(pieces) || pieces[i+1].operator != "" {
			return nil, p.wrong(op.at, "write ${...} or quoted text behind it", "operator %s has nothing on its right", op.operator)
		}
		i++
		left, right := joined[len(joined)-1], pieces[i]
		if op.operator == "?:" { // behind a chain the quotes stay
			right.text = unquote(right.text)
		}
		joined[len(joined)-1] = piece{
			at: left.at, function: bind(op.operator, left.expression(), right.expression()), node: joinedNode(op.operator, left, right),
		}
	}
	return joined, nil
}

func bind(op string, left, right components.Expression) components.Expression {
	switch op {
	case "?:":
		return elvis(left, right)
	case "?~>":
		return chain(left, right, true)
	}
	return chain(left, right, false)
}

func elvis(left, right components.Expression) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := left(ex)
		if err != nil || !isNothing(v) {
			return v, err
		}
		return right(ex)
	}
}

// isNothing is what elvis replaces: null, blank text, false, 0, an empty list or map; not the text "false".
func isNothing(v any) bool {
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

func chain(left, right components.Expression, safe bool) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := left(ex)
		if err != nil || v == nil && safe {
			return nil, err
		}
		return withBody(ex, v, right)
	}
}

// increment adds by to a number; text of digits stays text.
func increment(e components.Expression, name string, by int64) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		switch v := v.(type) {
		case nil:
			return nil, wrapped(runtimeException, components.NewException(components.CamelExchangeException,
				"Cannot evaluate "+described(name)+" as a number. "+exchangeName(ex)))
		case float64:
			return float64(int64(v) + by), nil // the fraction is lost in Camel too
		case int:
			return components.Integer(int64(v) + by), nil
		case int64:
			return v + by, nil
		}
		n, err := components.Int(v)
		if err != nil {
			return nil, notNumber(v, "java.lang.Number")
		}
		return components.Text(n + by), nil
	}
}

// described words a function as Camel does: header.n is header(n).
func described(function string) string {
	if kind, name, ok := strings.Cut(function, "."); ok {
		return kind + "(" + name + ")"
	}
	return function
}
