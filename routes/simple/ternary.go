package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// ternary compiles "header.n > 3 ? 'a' : 'b'" inside braces: one comparison whose left side stands without ${}, and
// branches that are quoted text, functions, null or another ternary. ok is false where s is none.
func (p *parser) ternary(s span) (e components.Expression, ok bool, err error) {
	question := p.sign(s, '?')
	if question < 0 || strings.Contains(p.text[s.start:question], "(") && !p.compares(span{s.start, question}) {
		return nil, false, nil // none, or text in a function's arguments
	}
	colon := p.sign(span{question + 1, s.end}, ':')
	if colon < 0 {
		return nil, false, nil
	}
	condition, err := p.bareComparison(p.trim(span{s.start, question}))
	if err != nil {
		return nil, true, err
	}
	yes, err := p.branch(p.trim(span{question + 1, colon}))
	if err != nil {
		return nil, true, err
	}
	no, err := p.branch(p.trim(span{colon + 1, s.end}))
	if err != nil {
		return nil, true, err
	}
	return choose(condition, yes, no), true, nil
}

func choose(condition components.Predicate, yes, no components.Expression) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		ok, err := condition(ex)
		switch {
		case err != nil:
			return nil, err
		case ok:
			return yes(ex)
		}
		return no(ex)
	}
}

// sign finds c with a blank behind it, outside quotes and nested functions.
func (p *parser) sign(s span, c byte) int {
	quote := byte(0)
	for i := s.start; i+1 < s.end; i++ {
		switch b := p.text[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '$':
			i = p.skip(i, s.end)
		case b == '\'' || b == '"':
			quote = b
		case b == c && p.isSign(c, i, s.start):
			return i
		}
	}
	return -1
}

// isSign tells the ? and : of a choice from those of names: a blank or a quote is beside them.
func (p *parser) isSign(c byte, i, start int) bool {
	if isBlank(p.text[i+1]) {
		return true
	}
	before := i > start && isBlank(p.text[i-1])
	if c == '?' {
		return before && strings.IndexByte(".[~:", p.text[i+1]) < 0
	}
	return before || i > start && strings.IndexByte(`'"`, p.text[i-1]) >= 0
}

// bareComparison compiles "header.n > 3".
func (p *parser) bareComparison(s span) (components.Predicate, error) {
	op, at, found := p.firstOperator(s)
	if !found {
		return nil, p.wrong(s.start, "write ${header.n > 3 ? 'yes' : 'no'}", "the condition before ? is no comparison")
	}
	mark := p.mark()
	left, err := p.function(p.trim(span{s.start, at}))
	if err != nil {
		return nil, err
	}
	right, next, err := p.rightSide(op, span{at + len(op.word), s.end})
	if err != nil {
		return nil, err
	}
	if rest := p.trim(span{next, s.end}); !rest.empty() {
		return nil, p.wrong(rest.start, "one comparison is all that may stand before ?", "unexpected %s", p.excerpt(rest))
	}
	p.wrap(mark, op.word, "")
	return op.make(p, left, right)
}

func (p *parser) compares(s span) bool {
	_, _, found := p.firstOperator(s)
	return found
}

// firstOperator finds the first binary operator, blanks on both sides, outside quotes and nested functions.
func (p *parser) firstOperator(s span) (op operator, at int, found bool) {
	quote := byte(0)
	for i := s.start; i < s.end; i++ {
		switch b := p.text[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '$':
			i = p.skip(i, s.end)
		case b == '\'' || b == '"':
			quote = b
		case i > s.start && isBlank(p.text[i-1]):
			if op, found = p.operatorAt(span{i, s.end}); found {
				return op, i, true
			}
		}
	}
	return operator{}, 0, false
}

func (p *parser) branch(s span) (components.Expression, error) {
	if in := p.inner(s); in != s {
		p.leaf("text", p.of(in))
		return constant(p.of(in)), nil
	}
	if p.of(s) == "null" {
		p.leaf("null", "")
		return constant(nil), nil
	}
	if !s.empty() && opening(p.text[s.start:s.end]) > 0 {
		return p.template(s)
	}
	return p.function(s)
}
