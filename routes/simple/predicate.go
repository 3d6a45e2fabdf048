package simple

import (
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// predicate compiles the whole text as a question: comparisons joined by && and ||, from left to right with equal rank.
func (p *parser) predicate() (components.Predicate, error) {
	return p.predicateIn(span{0, len(p.text)})
}

func (p *parser) predicateIn(s span) (components.Predicate, error) {
	s = p.trim(s)
	if s.start == s.end {
		return func(*components.Exchange) (bool, error) { return false, nil }, nil
	}
	var all components.Predicate
	join := ""
	for {
		next, nextJoin := s.end, ""
		for _, op := range []string{" && ", " || "} {
			if i := p.find(s, op); i >= 0 && i < next {
				next, nextJoin = i, op
			}
		}
		one, err := p.comparison(p.trim(span{s.start, next}), join != "" || nextJoin != "")
		if err != nil {
			return nil, err
		}
		all = joined(all, join, one)
		if nextJoin == "" {
			return all, nil
		}
		join = nextJoin
		s.start = next + len(nextJoin)
	}
}

func joined(left components.Predicate, op string, right components.Predicate) components.Predicate {
	if left == nil {
		return right
	}
	and := op == " && "
	return func(ex *components.Exchange) (bool, error) {
		ok, err := left(ex)
		if err != nil || ok != and {
			return ok, err
		}
		return right(ex)
	}
}

// comparison compiles "left operator right", or one value whose truth counts. Joined ones must be comparisons.
func (p *parser) comparison(s span, isJoined bool) (components.Predicate, error) {
	if s.start == s.end {
		return nil, p.wrong(s.start, "", "there is nothing to compare")
	}
	left, leftConstant, i, err := p.value(s, true)
	if err != nil {
		return nil, err
	}
	rest := p.trim(span{i, s.end})
	if rest.start == rest.end {
		if isJoined {
			return nil, p.wrong(s.start, "compare it, for example with == true", "&& and || need comparisons on both sides")
		}
		return truth(left), nil
	}
	if rest.start == i {
		return nil, p.wrong(i, "write a blank on both sides of the operator", "unexpected %q", p.text[i:min(i+10, s.end)])
	}
	if op, e, err, ok := p.trailing(left, i, s.end); ok {
		_ = op
		return truth(e), err
	}
	for _, op := range operators {
		if !strings.HasPrefix(p.of(rest), op.word) {
			continue
		}
		end := rest.start + len(op.word)
		if end < rest.end && !isBlank(p.text[end]) {
			continue
		}
		right, rightConstant, j, err := p.right(op, p.trim(span{end, rest.end}))
		if err != nil {
			return nil, err
		}
		if j < s.end && p.trim(span{j, s.end}).start < s.end {
			at := p.trim(span{j, s.end}).start
			return nil, p.wrong(at, p.wordHint(at, s.end), "unexpected %q", p.text[at:min(at+10, s.end)])
		}
		return op.make(operands{left, right, leftConstant, rightConstant, p, end})
	}
	word, _, _ := strings.Cut(p.of(rest), " ")
	return nil, p.wrong(rest.start, p.wordHint(rest.start, s.end), "unknown operator %q", word)
}

// trailing takes elvis and chain in a predicate.
func (p *parser) trailing(left components.Expression, i, end int) (string, components.Expression, error, bool) {
	rest := strings.TrimLeft(p.text[i:end], " ")
	for _, op := range []string{"?: ", "~> ", "?~> "} {
		if strings.HasPrefix(rest, op) {
			e, _, err := p.operators(left, i, end)
			return op, e, err, true
		}
	}
	return "", nil, nil, false
}

func (p *parser) wordHint(at, end int) string {
	switch word, _, _ := strings.Cut(p.text[at:end], " "); strings.ToLower(word) {
	case "and":
		return "write && for and"
	case "or":
		return "write || for or"
	case "=":
		return "write == to compare"
	case "not":
		return "write !contains, !in, != ..."
	}
	return ""
}

func truth(e components.Expression) components.Predicate {
	return func(ex *components.Exchange) (bool, error) {
		v, err := e(ex)
		if err != nil {
			return false, err
		}
		return components.Truth(v), nil
	}
}

// value compiles one operand that begins at s: quoted text, a function, or (on the right, or alone) a number, true, false
// or null. It answers the offset behind it, and whether it is a constant.
func (p *parser) value(s span, left bool) (e components.Expression, isConstant bool, next int, err error) {
	c := p.text[s.start]
	if c == '\'' || c == '"' {
		n := p.closingQuote(s.start, s.end)
		if n < 0 {
			return nil, false, 0, p.wrong(s.start, "close the quote", "the text has no closing quote")
		}
		e, err = p.template(s.start+1, n, false)
		return e, !strings.Contains(p.text[s.start:n], "${"), n + 1, err
	}
	if n := opening(p.text[s.start:s.end]); n > 0 {
		stop := closingBrace(p.text[:s.end], s.start+n)
		if stop < 0 {
			return nil, false, 0, p.wrong(s.start, "add }", "${ has no closing }")
		}
		e, err = p.function(s.start+n, stop)
		next = stop + 1
		if err == nil && next+2 <= s.end {
			if op := unary(p.text[next:s.end]); op != "" {
				e, next = increment(e, op), next+2
			}
		}
		return e, false, next, err
	}
	next = s.end
	if i := strings.IndexAny(p.text[s.start:s.end], " \t\n\r"); i >= 0 {
		next = s.start + i
	}
	word := p.text[s.start:next]
	switch {
	case word == "true" || word == "false":
		return constant(word == "true"), true, next, nil
	case word == "null" && !left:
		return constant(nil), true, next, nil
	case !left:
		if n, err := strconv.ParseInt(word, 10, 64); err == nil {
			return constant(components.Integer(n)), true, next, nil
		}
		if f, err := strconv.ParseFloat(word, 64); err == nil && strings.ContainsAny(word, "0123456789") {
			return constant(f), true, next, nil
		}
	}
	hint := "quote a text: '" + word + "'"
	if left {
		hint = "the left side must be ${...} or quoted text"
	}
	return nil, false, 0, p.wrong(s.start, hint, "unexpected %q", word)
}

// closingQuote finds the end of the quoted text at start, past nested functions.
func (p *parser) closingQuote(start, end int) int {
	for i := start + 1; i < end; i++ {
		if n := opening(p.text[i:end]); n > 0 {
			if stop := closingBrace(p.text[:end], i+n); stop >= 0 {
				i = stop
				continue
			}
		}
		if p.text[i] == p.text[start] {
			return i
		}
	}
	return -1
}

func (p *parser) right(op operator, s span) (components.Expression, bool, int, error) {
	if s.start == s.end {
		return nil, false, 0, p.wrong(s.start, "", "operator %s has nothing on its right", op.word)
	}
	if op.literal { // a pattern: functions in it are text
		if in := p.inner(s); in != s {
			return constant(p.of(in)), true, s.end, nil
		}
	}
	if op.bare && p.text[s.start] != '\'' && p.text[s.start] != '"' && p.text[s.start] != '$' {
		return constant(p.of(s)), true, s.end, nil
	}
	return p.value(s, false)
}

// bareComparison is a ternary's condition: the left side may stand without ${}.
func (p *parser) bareComparison(s span) (components.Predicate, error) {
	s = p.trim(s)
	if s.start < s.end && p.text[s.start] != '$' && p.text[s.start] != '\'' && p.text[s.start] != '"' {
		name := p.of(s)
		if i := strings.IndexAny(name, " \t"); i >= 0 {
			left, err := p.function(s.start, s.start+i)
			if err != nil {
				return nil, err
			}
			return p.comparisonWith(left, s.start+i, s.end)
		}
		e, err := p.function(s.start, s.end)
		if err != nil {
			return nil, err
		}
		return truth(e), nil
	}
	return p.comparison(s, false)
}

func (p *parser) comparisonWith(left components.Expression, i, end int) (components.Predicate, error) {
	rest := p.trim(span{i, end})
	for _, op := range operators {
		opEnd := rest.start + len(op.word)
		if strings.HasPrefix(p.of(rest), op.word) && opEnd < end && isBlank(p.text[opEnd]) {
			right, isConstant, _, err := p.right(op, p.trim(span{opEnd, end}))
			if err != nil {
				return nil, err
			}
			return op.make(operands{left, right, false, isConstant, p, opEnd})
		}
	}
	return nil, p.wrong(rest.start, "", "unknown operator in %q", p.of(rest))
}
