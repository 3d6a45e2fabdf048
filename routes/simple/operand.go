package simple

import (
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// leftSide compiles the left side of an operator, or the whole of a predicate: a function, quoted text, true or false.
func (p *parser) leftSide(s span) (side, int, error) {
	if s.empty() {
		return side{}, 0, p.wrong(s.start, "write a comparison such as ${body} == 'x'", "there is nothing to compare")
	}
	v, next, err := p.operand(s)
	if err != nil {
		return side{}, 0, err
	}
	if v.bare {
		if _, isWord := v.constant.(bool); !isWord {
			return side{}, 0, p.wrong(s.start, "write ${...} or quoted text on the left", "unexpected %s", p.excerpt(span{s.start, next}))
		}
	}
	return v, next, nil
}

// rightSide compiles what stands behind an operator; s begins right behind it.
func (p *parser) rightSide(op operator, s span) (side, int, error) {
	t := p.trim(s)
	if t.empty() {
		return side{}, 0, p.wrong(t.start, "write a value on its right", "operator %s has nothing on its right", op.word)
	}
	if op.literal && (p.text[t.start] == '\'' || p.text[t.start] == '"') {
		stop := p.closesLiteral(t)
		if stop < 0 {
			return side{}, 0, p.openQuote(t.start)
		}
		text := p.text[t.start+1 : stop]
		p.leaf("text", text)
		return fixed(text, t.start), stop + 1, nil
	}
	v, next, err := p.operand(t)
	if err == nil && op.literal && v.bare {
		return side{}, 0, p.wrong(t.start, "write it in quotes", "operator %s takes no number, true, false or null", op.word)
	}
	return v, next, err
}

// closesLiteral finds the end of quoted text in which ${ means nothing: the last such quote that a blank or the end follows,
// up to the next && or ||.
func (p *parser) closesLiteral(s span) int {
	for i := s.start + 1; i < s.end; i++ {
		if p.text[i] == p.text[s.start] && (i+1 == s.end || isBlank(p.text[i+1])) {
			return i
		}
	}
	return -1
}

func (p *parser) openQuote(at int) error {
	return p.wrong(at, "close the quote", "the quoted text has no end")
}

// operand compiles quoted text, a function, a number, true, false or null, and answers the offset behind it.
func (p *parser) operand(s span) (side, int, error) {
	if s.empty() {
		return side{}, 0, p.wrong(s.start, "", "a value is missing")
	}
	c := p.text[s.start]
	if c == '\'' || c == '"' {
		return p.quoted(s)
	}
	if opening(p.text[s.start:s.end]) > 0 {
		e, next, err := p.braces(s.start, s.end)
		return side{value: e, at: s.start}, next, err
	}
	next := s.end
	if i := strings.IndexAny(p.of(s), " \t\r\n"); i >= 0 {
		next = s.start + i
	}
	value, ok := literalValue(p.text[s.start:next])
	if !ok {
		return side{}, 0, p.strayWord(span{s.start, next})
	}
	p.constantLeaf(value)
	v := fixed(value, s.start)
	v.bare = true
	return v, next, nil
}

// fixed is a side that is the same for every exchange.
func fixed(v any, at int) side {
	return side{isConstant: true, constant: v, value: constant(v), at: at}
}

func (p *parser) quoted(s span) (side, int, error) {
	stop := p.closesQuote(s.start, s.end)
	if stop == s.start {
		return side{}, 0, p.openQuote(s.start)
	}
	in := span{s.start + 1, stop}
	if !strings.Contains(p.of(in), "$") { // nor do escapes mean anything here
		p.leaf("text", p.of(in))
		return fixed(p.of(in), s.start), stop + 1, nil
	}
	mark := p.mark()
	e, err := p.textWithFunctions(in)
	p.fold(mark, "joined", "")
	return side{value: e, at: s.start}, stop + 1, err
}

// textWithFunctions compiles quoted text of a predicate: functions count, escapes and operators do not. It is text even
// where it is one function alone.
func (p *parser) textWithFunctions(s span) (components.Expression, error) {
	var parts []piece
	from := s.start
	for i := s.start; i < s.end; {
		if opening(p.text[i:s.end]) == 0 {
			i++
			continue
		}
		if from < i {
			p.leaf("text", p.text[from:i])
			parts = append(parts, piece{text: p.text[from:i]})
		}
		stop := closingBrace(p.text[:s.end], i+opening(p.text[i:s.end]))
		if stop < 0 {
			return nil, p.wrong(i, "add }", "${ has no closing }")
		}
		e, err := p.function(span{i + opening(p.text[i:s.end]), stop})
		if err != nil {
			return nil, err
		}
		parts = append(parts, piece{function: e})
		i, from = stop+1, stop+1
	}
	if from < s.end {
		p.leaf("text", p.text[from:s.end])
		parts = append(parts, piece{text: p.text[from:s.end]})
	}
	return concat(parts), nil
}

// literalValue reads a number, true, false or null.
func literalValue(word string) (any, bool) {
	switch word {
	case "true", "false":
		return word == "true", true
	case "null":
		return nil, true
	}
	if word == "" || strings.Trim(word, "+-.0123456789") != "" || word[len(word)-1] == '.' {
		return nil, false
	}
	if n, err := strconv.ParseInt(word, 10, 64); err == nil {
		return components.Integer(n), true
	}
	f, err := strconv.ParseFloat(word, 64)
	return f, err == nil
}

// strayWord says what is wrong with a bare word.
func (p *parser) strayWord(s span) error {
	text := p.of(s)
	hint := "write quoted text, '" + text + "', or a function, ${" + text + "}"
	switch {
	case strings.EqualFold(text, "true") || strings.EqualFold(text, "false") || strings.EqualFold(text, "null"):
		hint = "write " + strings.ToLower(text)
	case text[0] == '!' || strings.EqualFold(text, "not"):
		hint = "write ${not(...)}"
	case text[0] == '(':
		hint = "there are no parentheses; && and || are taken from left to right"
	case text == "&&" || text == "||":
		hint = "write a comparison on both sides"
	}
	return p.wrong(s.start, hint, "unexpected %s", p.excerpt(s))
}

// unexpected says what is wrong with what stands where an operator should.
func (p *parser) unexpected(s span, end int) error {
	text, _, _ := strings.Cut(p.of(s), " ")
	if s.start == end || text != strings.TrimRight(text, "'\"0123456789") {
		for _, op := range operators {
			if strings.HasPrefix(p.of(s), op.word) {
				return p.wrong(s.start, "write a blank on both sides of "+op.word, "unexpected %s", p.excerpt(s))
			}
		}
	}
	if hint, ok := foreignOperators[strings.ToLower(text)]; ok {
		return p.wrong(s.start, "write "+hint, "unknown operator %q", text)
	}
	for _, op := range operators {
		if op.word == text {
			return p.wrong(s.start, "write a value on its right", "operator %s has nothing on its right", text)
		}
	}
	if near := components.Nearest(text, operatorWords()); near != "" {
		return p.wrong(s.start, "did you mean "+near+"?", "unknown operator %q", text)
	}
	return p.wrong(s.start, "write an operator such as ==, > or contains", "unexpected %s", p.excerpt(s))
}

// foreignOperators are what people write who know other languages.
var foreignOperators = map[string]string{
	"and": "&&", "or": "||", "&": "&&", "|": "||", "=": "==", "===": "==", "eq": "==", "ne": "!=", "neq": "!=", "<>": "!=", "!==": "!=",
	"gt": ">", "ge": ">=", "gte": ">=", "lt": "<", "le": "<=", "lte": "<=", "=>": ">=", "=<": "<=", "equals": "==", "!equals": "!=",
	"like": "contains or regex", "matches": "regex", "instanceof": "is", "between": "range '1..9'", "~": "regex",
}
