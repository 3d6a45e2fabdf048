package simple

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// parser compiles one text. Offsets are into the whole text, so that a mistake inside a nested function is shown in
// its place.
type parser struct {
	text  string
	env   *Env
	depth int
	// inPredicate holds while a predicate is compiled, but not in what its functions hold.
	inPredicate bool
	nodes       *[]*Node // what was understood, nil where nobody asks
}

// span is a piece of the text.
type span struct{ start, end int }

func (s span) empty() bool { return s.start >= s.end }

func (p *parser) of(s span) string { return p.text[s.start:s.end] }

func (p *parser) trim(s span) span {
	for s.start < s.end && isBlank(p.text[s.start]) {
		s.start++
	}
	for s.end > s.start && isBlank(p.text[s.end-1]) {
		s.end--
	}
	return s
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (p *parser) wrong(offset int, hint, format string, args ...any) error {
	return &components.SyntaxError{Offset: min(max(offset, 0), len(p.text)), Msg: fmt.Sprintf(format, args...), Hint: hint}
}

// notInBuild is what Camel may have and this build does not: need is a kind and a name, such as "function:pretty".
func (p *parser) notInBuild(offset int, need, hint, format string, args ...any) error {
	return &components.SyntaxError{Offset: min(max(offset, 0), len(p.text)), Msg: fmt.Sprintf(format, args...), Hint: hint, Need: need}
}

const maxDepth = 50

// enter bounds how deep templates, functions and predicates nest; the caller leaves with p.depth--.
func (p *parser) enter(at int) error {
	if p.depth++; p.depth > maxDepth {
		p.depth--
		return p.wrong(at, "set a variable first and use that", "the expression is nested deeper than %d levels", maxDepth)
	}
	return nil
}

// piece is a part of a template: text, a function, or an operator that joins its neighbours.
type piece struct {
	at       int
	text     string
	function components.Expression
	operator string
	node     *Node
}

func (t piece) expression() components.Expression {
	if t.function != nil {
		return t.function
	}
	return constant(t.text)
}

// template compiles text with functions in it.
func (p *parser) template(s span) (components.Expression, error) {
	if err := p.enter(s.start); err != nil {
		return nil, err
	}
	was := p.inPredicate
	p.inPredicate = false
	defer func() { p.depth--; p.inPredicate = was }()
	mark := p.mark()
	pieces, err := p.pieces(s)
	if err != nil {
		return nil, err
	}
	parts, err := p.join(pieces)
	if err != nil {
		return nil, err
	}
	p.foldJoined(mark, parts)
	switch {
	case len(parts) == 0:
		return constant(""), nil
	case len(parts) == 1:
		return parts[0].expression(), nil
	}
	return concat(parts), nil
}

func (p *parser) pieces(s span) ([]piece, error) {
	var pieces []piece
	var literal strings.Builder
	begin := s.start
	flush := func() {
		if literal.Len() > 0 {
			p.leaf("text", literal.String())
			pieces = append(pieces, p.noted(piece{at: begin, text: literal.String()}))
			literal.Reset()
		}
	}
	for i := s.start; i < s.end; {
		if opening(p.text[i:s.end]) > 0 {
			flush()
			e, next, err := p.braces(i, s.end)
			if err != nil {
				return nil, err
			}
			pieces = append(pieces, p.noted(piece{at: i, function: e}))
			i, begin = next, next
			continue
		}
		op, right, err := p.operator(i, s, pieces)
		if err != nil {
			return nil, err
		}
		if op != "" {
			left := strings.TrimSuffix(literal.String(), " ")
			literal.Reset()
			literal.WriteString(left)
			flush()
			pieces = append(pieces, piece{at: i, operator: op})
			i = right
			begin = i
			continue
		}
		c, n := escaped(p.text[i:s.end])
		literal.WriteByte(c)
		i += n
	}
	flush()
	return pieces, nil
}

// escaped answers the byte at the beginning of s, which may be an escape, and its length. Only these escapes are known:
// a backslash before anything else is itself.
func escaped(s string) (c byte, n int) {
	if s[0] == '\\' && len(s) > 1 {
		if i := strings.IndexByte("ntr}", s[1]); i >= 0 {
			return "\n\t\r}"[i], 2
		}
	}
	return s[0], 1
}

// unescape resolves the escapes of text that holds no functions.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for s != "" {
		c, n := escaped(s)
		b.WriteByte(c)
		s = s[n:]
	}
	return b.String()
}

// opening answers the length of ${ or $simple{ at the beginning of s, else 0.
func opening(s string) int {
	switch {
	case s == "" || s[0] != '$':
		return 0
	case strings.HasPrefix(s, "${"):
		return len("${")
	case strings.HasPrefix(s, "$simple{"):
		return len("$simple{")
	}
	return 0
}

// braces compiles the function that opens at i, with ++ or -- behind it, and answers the offset behind.
func (p *parser) braces(i, end int) (components.Expression, int, error) {
	from := i + opening(p.text[i:end])
	stop := closingBrace(p.text[:end], from)
	if stop < 0 {
		return nil, 0, p.wrong(i, "add }", "%s has no closing }", p.text[i:from])
	}
	e, err := p.content(span{from, stop})
	if err != nil {
		return nil, 0, err
	}
	next := stop + 1
	switch rest := p.text[next:end]; {
	case p.inPredicate && next+2 == len(p.text) && (rest == "++" || rest == "--"):
		return nil, 0, p.wrong(next, "write a comparison behind it", "%s is not a question", rest)
	case strings.HasPrefix(rest, "++") && (len(rest) == 2 || isBlank(rest[2])):
		return increment(e, p.text[from:stop], 1), next + 2, nil
	case strings.HasPrefix(rest, "--") && (len(rest) == 2 || isBlank(rest[2])):
		return increment(e, p.text[from:stop], -1), next + 2, nil
	}
	return e, next, nil
}

// closingBrace finds the } that ends the function whose content begins at from, -1 where there is none.
func closingBrace(s string, from int) int {
	depth := 0
	for i := from; i < len(s); i++ {
		if n := opening(s[i:]); n > 0 {
			depth++
			i += n - 1
			continue
		}
		switch s[i] {
		case '\\':
			if i+1 < len(s) && s[i+1] == '}' {
				i++
			}
		case '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// skip answers the offset of the last byte of the function that opens at i, or i where none does.
func (p *parser) skip(i, end int) int {
	if n := opening(p.text[i:end]); n > 0 {
		if stop := closingBrace(p.text[:end], i+n); stop >= 0 {
			return stop
		}
	}
	return i
}
