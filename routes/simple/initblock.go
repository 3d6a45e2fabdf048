package simple

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// An init block stands at the beginning: $init{, lines such as "$name := value;" and "$name ~:= function;", }init$. The values
// become variables before what follows is evaluated, in which $name stands for ${variable.name} and $name() for the function.
const (
	initStart = "$init{"
	initEnd   = "}init$"
)

// initBlock is a block that was compiled, with what follows it.
type initBlock struct {
	assignments []assignment
	functions   []string
	rest        argument
}

type assignment struct {
	name  string
	value components.Expression
}

// initBlock compiles the block that the text begins with; ok is false where there is none.
func (p *parser) initBlock() (b initBlock, ok bool, err error) {
	end := strings.Index(p.text, initEnd)
	if !strings.HasPrefix(p.text, initStart) || end < len(initStart) {
		return b, false, nil
	}
	for i := len(initStart); i < end; {
		if i, err = p.initLine(&b, span{i, end}); err != nil {
			return b, true, err
		}
	}
	after := end + len(initEnd)
	if strings.HasPrefix(p.text[after:], "\n") {
		after++
	}
	b.rest = argument{p.text[after:], after}
	var names []string
	for _, a := range b.assignments {
		names = append(names, a.name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // $ab is not $a with a b behind it
	for _, name := range names {
		b.rest.text = strings.ReplaceAll(b.rest.text, "$"+name, "${variable."+name+"}")
	}
	for _, name := range b.functions {
		b.rest.text = strings.ReplaceAll(b.rest.text, "$"+name+"()", "${function("+name+")}")
	}
	return b, true, nil
}

// initLine compiles the next line and answers the offset behind it. What does not begin with $ is no statement.
func (p *parser) initLine(b *initBlock, s span) (int, error) {
	lineEnd := s.end
	if i := strings.IndexByte(p.of(s), '\n'); i >= 0 {
		lineEnd = s.start + i + 1
	}
	start := p.trim(span{s.start, lineEnd})
	if start.empty() || p.text[start.start] != '$' || opening(p.of(start)) > 0 {
		return lineEnd, nil
	}
	nameEnd := start.start
	for nameEnd < start.end && !isBlank(p.text[nameEnd]) {
		nameEnd++
	}
	name := p.text[start.start+1 : nameEnd]
	at := p.trim(span{nameEnd, start.end}).start
	isFunction := strings.HasPrefix(p.text[at:s.end], "~:= ")
	if !isFunction && !strings.HasPrefix(p.text[at:s.end], ":= ") {
		return 0, p.wrong(at, "write $"+name+" := value; or $"+name+" ~:= function;", "$%s is followed by neither := nor ~:=", name)
	}
	at += strings.IndexByte(p.text[at:], ' ') + 1
	valueEnd, next := s.end, s.end
	if i := strings.Index(p.text[at:s.end], ";\n"); i >= 0 {
		valueEnd, next = at+i, at+i+len(";\n")
	}
	mark := p.mark()
	value, err := p.initValue(name, span{at, valueEnd})
	switch {
	case err != nil:
		return 0, err
	case isFunction:
		p.wrap(mark, "define", "$"+name)
		p.env.define(name, value)
		b.functions = append(b.functions, name)
	default:
		p.wrap(mark, "assign", "$"+name)
		b.assignments = append(b.assignments, assignment{name, value})
	}
	return next, nil
}

// initValue compiles a function, quoted text, a number, true or false, with what stands behind it.
func (p *parser) initValue(name string, s span) (components.Expression, error) {
	first := p.of(p.trim(s))
	isWord := strings.HasPrefix(first, "true") || strings.HasPrefix(first, "false")
	if first == "" || !isWord && opening(first) == 0 && !strings.ContainsRune(`'"0123456789`, rune(first[0])) {
		return nil, p.wrong(p.trim(s).start, "write ${...}, quoted text, a number, true or false", "the value of $%s is none that can be assigned", name)
	}
	if c := p.text[s.start]; c == '\'' || c == '"' {
		s.start++
		if c := p.text[s.end-1]; (c == '\'' || c == '"') && s.end > s.start {
			s.end--
		}
	}
	return p.template(s)
}

// before puts the assignments before e, whose value is text then, as in Camel.
func (b *initBlock) before(e components.Expression) components.Expression {
	if len(b.assignments) == 0 {
		return e
	}
	return func(ex *components.Exchange) (any, error) {
		if err := b.assign(ex); err != nil {
			return nil, err
		}
		text, err := textOf(ex, e)
		if err != nil {
			return nil, err
		}
		return text, nil
	}
}

func (b *initBlock) assign(ex *components.Exchange) error {
	for _, a := range b.assignments {
		v, err := a.value(ex)
		if err != nil {
			return err
		}
		ex.SetVariable(a.name, v)
	}
	return nil
}
