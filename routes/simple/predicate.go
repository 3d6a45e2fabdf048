package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// side is what stands on a side of an operator. Where it is a comparison, test is set.
type side struct {
	value      components.Expression
	test       components.Predicate
	isConstant bool
	constant   any
	bare       bool // a number, true, false or null
	at         int
}

func comparison(test components.Predicate, at int) side {
	return side{test: test, at: at, value: func(ex *components.Exchange) (any, error) {
		ok, err := test(ex)
		return ok, err
	}}
}

// truth is the side as a question.
func (s side) truth() components.Predicate {
	if s.test != nil {
		return s.test
	}
	value := s.value
	return func(ex *components.Exchange) (bool, error) {
		v, err := value(ex)
		return err == nil && components.Truth(v), err
	}
}

// predicate compiles a question: comparisons joined by && and ||, from left to right with equal rank, or one value
// whose truth counts.
func (p *parser) predicate(s span) (components.Predicate, error) {
	if err := p.enter(s.start); err != nil {
		return nil, err
	}
	p.inPredicate = true
	defer func() { p.depth--; p.inPredicate = false }()
	s = p.trim(s)
	if s.empty() {
		return func(*components.Exchange) (bool, error) { return false, nil }, nil
	}
	mark := p.mark()
	first, i, err := p.joinedComparison(s)
	if err != nil {
		return nil, err
	}
	all := first.truth()
	for {
		rest := p.trim(span{i, s.end})
		if rest.empty() {
			return all, nil
		}
		if p.beginsValue(rest) && (first.test == nil || rest.start > i) { // values side by side must all be true
			more, err := p.predicate(rest)
			if err != nil {
				return nil, err
			}
			p.wrap(mark, "&&", "")
			return logic("&&", all, more), nil
		}
		op, err := p.logical(rest, i)
		if err != nil {
			return nil, err
		}
		next := p.trim(span{rest.start + len(op), s.end})
		if next.empty() {
			return nil, p.wrong(rest.start, "write a comparison behind it", "%s has nothing on its right", op)
		}
		right, after, err := p.joinedComparison(next)
		if err != nil {
			return nil, err
		}
		for _, one := range []side{first, right} {
			if one.test == nil {
				return nil, p.wrong(one.at, "compare it, for example with == true", "%s needs comparisons on both sides", op)
			}
		}
		p.wrap(mark, op, "")
		all, first, i = logic(op, all, right.test), right, after
	}
}

// beginsValue tells whether a function, quoted text, true or false begins here.
func (p *parser) beginsValue(s span) bool {
	text := p.of(s)
	return text[0] == '\'' || text[0] == '"' || opening(text) > 0 || strings.HasPrefix(text, "true") || strings.HasPrefix(text, "false")
}

func logic(op string, left, right components.Predicate) components.Predicate {
	and := op == "&&"
	return func(ex *components.Exchange) (bool, error) {
		ok, err := left(ex)
		if err != nil || ok != and {
			return ok, err
		}
		return right(ex)
	}
}

// logical reads && or ||.
func (p *parser) logical(s span, end int) (string, error) {
	if text := p.of(s); len(text) >= 2 && (text[:2] == "&&" || text[:2] == "||") {
		if s.start == end || len(text) > 2 && !isBlank(text[2]) {
			return "", p.wrong(s.start, "write a blank on both sides of "+text[:2], "unexpected %s", p.excerpt(s))
		}
		return text[:2], nil
	}
	return "", p.unexpected(s, end)
}

// joinedComparison compiles comparisons that elvis, a chain or a choice joins.
func (p *parser) joinedComparison(s span) (side, int, error) {
	mark := p.mark()
	left, i, err := p.comparison(s)
	for err == nil {
		rest := p.trim(span{i, s.end})
		if rest.empty() {
			break
		}
		if op := p.joint(rest.start, span{i, s.end}); op != "" {
			right, next, err := p.alternative(p.trim(span{rest.start + len(op), s.end}))
			if err != nil {
				return side{}, 0, err
			}
			p.wrap(mark, op, "")
			left, i = side{value: bind(op, left.value, right.value), at: left.at}, next
			continue
		}
		if rest.start > i && p.text[rest.start] == '?' && rest.start+1 < rest.end && isBlank(p.text[rest.start+1]) {
			left, i, err = p.choice(left, span{rest.start + 1, s.end})
			p.wrap(mark, "? :", "")
			continue
		}
		break
	}
	return left, i, err
}

// alternative compiles what stands behind elvis: a comparison, or any value.
func (p *parser) alternative(s span) (side, int, error) {
	mark := p.mark()
	if v, next, err := p.operand(s); err == nil && v.bare {
		return v, next, nil
	}
	p.forget(mark)
	return p.comparison(s)
}

// choice compiles what stands behind "comparison ?": the truth is that of the branch taken.
func (p *parser) choice(condition side, s span) (side, int, error) {
	yes, i, err := p.operand(p.trim(s))
	if err != nil {
		return side{}, 0, err
	}
	colon := p.trim(span{i, s.end})
	if colon.empty() || p.text[colon.start] != ':' {
		return side{}, 0, p.wrong(colon.start, "write ... ? 'yes' : 'no'", "the choice behind ? has no :")
	}
	no, i, err := p.operand(p.trim(span{colon.start + 1, s.end}))
	if err != nil {
		return side{}, 0, err
	}
	return side{value: choose(condition.truth(), yes.value, no.value), at: condition.at}, i, nil
}

// comparison compiles "left operator right", or one value. More operators compare the outcome.
func (p *parser) comparison(s span) (side, int, error) {
	mark := p.mark()
	left, i, err := p.leftSide(s)
	for err == nil {
		rest := p.trim(span{i, s.end})
		op, found := p.operatorAt(rest)
		if !found || rest.start == i {
			break
		}
		var right side
		var next int
		if right, next, err = p.rightSide(op, span{rest.start + len(op.word), s.end}); err != nil {
			break
		}
		var test components.Predicate
		if test, err = op.make(p, left.value, right); err != nil {
			break
		}
		p.wrap(mark, op.word, "")
		left, i = comparison(test, left.at), next
	}
	return left, i, err
}
