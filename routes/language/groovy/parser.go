package groovy

import (
	"slices"
	"strings"
)

// parser makes a tree of tokens. Its methods panic with a [*components.SyntaxError] where the script is wrong.
type parser struct {
	src    string
	tokens []token
	pos    int
	depth  int
	inside int // brackets around that make line breaks mean nothing
	out    *program
}

// parse makes the tree of a script.
func parse(src string) *program {
	p := &parser{src: src, tokens: lex(src), out: &program{imports: map[string]string{}, assigned: map[string]bool{}}}
	for p.skipEnds(); p.peek().kind != endOfText; p.skipEnds() {
		if s := p.statement(); s != nil {
			p.out.body = append(p.out.body, s)
		}
		p.endStatement()
	}
	return p.out
}

func (p *parser) peek() *token { return &p.tokens[p.pos] }

// ahead answers the token n further on; the last is the end of the text.
func (p *parser) ahead(n int) *token { return &p.tokens[min(p.pos+n, len(p.tokens)-1)] }

func (p *parser) next() *token {
	t := &p.tokens[p.pos]
	if t.kind != endOfText {
		p.pos++
	}
	return t
}

func (t *token) isOp(ops ...string) bool { return t.kind == operator && slices.Contains(ops, t.text) }
func (t *token) is(words ...string) bool { return t.kind == word && slices.Contains(words, t.text) }

// accept takes an operator where it is next.
func (p *parser) accept(op string) bool {
	if p.peek().isOp(op) {
		p.next()
		return true
	}
	return false
}

func (p *parser) acceptWord(w string) bool {
	if p.peek().is(w) {
		p.next()
		return true
	}
	return false
}

func (p *parser) expect(op string) *token {
	if !p.peek().isOp(op) {
		p.unexpected(quote(op))
	}
	return p.next()
}

func (p *parser) name() string {
	if p.peek().kind != word {
		p.unexpected("a name")
	}
	return p.next().text
}

func (p *parser) unexpected(wanted string) {
	t := p.peek()
	if t.kind == endOfText {
		fail(t.pos, "the script ends where "+wanted+" is expected", "")
	}
	fail(t.pos, "unexpected "+quote(p.shown(t))+", "+wanted+" is expected", "")
}

func (p *parser) shown(t *token) string {
	if t.kind == text || t.kind == template || t.kind == number {
		end := min(len(p.src), t.pos+20)
		return strings.TrimSpace(strings.ToValidUTF8(p.src[t.pos:end], ""))
	}
	return t.text
}

// nested bounds how deep the tree gets; the function that it answers is to be deferred.
func (p *parser) nested() func() {
	if p.depth++; p.depth > maxNesting {
		fail(p.peek().pos, "the script is nested too deep", "take parts out into variables")
	}
	return func() { p.depth-- }
}

func (p *parser) skipEnds() {
	for p.accept(";") {
	}
}

// endStatement checks that nothing follows a statement on its line.
func (p *parser) endStatement() {
	if t := p.peek(); !t.newline && !t.isOp(";", "}") && t.kind != endOfText {
		p.unexpected("the end of the statement")
	}
}

// statement reads a statement; nil for what leaves nothing to do, as imports do.
func (p *parser) statement() stmt {
	defer p.nested()()
	t := p.peek()
	at := position(t.pos)
	if t.kind == operator {
		switch t.text {
		case "{":
			if !p.closureAhead() {
				return p.block()
			}
		case "@":
			p.annotation()
			return nil
		}
		return p.expressionStatement()
	}
	if t.kind != word {
		return p.expressionStatement()
	}
	switch t.text {
	case "import":
		p.importLine()
		return nil
	case "package":
		for p.next(); !p.peek().newline && !p.peek().isOp(";"); p.next() {
		}
		return nil
	case "class", "interface", "enum", "trait", "record", "abstract":
		if p.ahead(1).kind == word {
			outside(t.pos, "groovy:class", "a script cannot define a "+t.text+" here", "use a map, or methods with def")
		}
	case "if":
		return p.ifStatement()
	case "for", "while", "do":
		return p.loop("")
	case "switch":
		return p.switchStatement()
	case "try":
		return p.try()
	case "return":
		p.next()
		s := &jump{position: at, kind: "return"}
		if e := p.peek(); !e.newline && !e.isOp(";", "}") && e.kind != endOfText {
			s.value = p.expression()
		}
		return s
	case "break", "continue":
		p.next()
		s := &jump{position: at, kind: t.text}
		if e := p.peek(); e.kind == word && !e.newline {
			s.label = p.name()
		}
		return s
	case "throw":
		p.next()
		return &throwStmt{at, p.expression()}
	case "assert":
		return p.assertion()
	case "synchronized":
		outside(t.pos, "groovy:synchronized", "synchronized is not available", "an exchange is worked on by one thread")
	}
	if p.ahead(1).isOp(":") && p.ahead(2).is("for", "while", "do") {
		p.pos += 2
		return p.loop(t.text)
	}
	if s, ok := p.declaration(); ok {
		return s
	}
	return p.expressionStatement()
}

func (p *parser) annotation() {
	t := p.next()
	name := p.name()
	if name == "Grab" || name == "Grapes" || name == "GrabResolver" || name == "GrabConfig" {
		outside(t.pos, "java:"+name, "@"+name+" loads Java libraries", "do without the library")
	}
	for p.accept(".") {
		p.name()
	}
	if p.peek().isOp("(") && !p.peek().newline {
		p.next()
		p.arguments(")")
	}
}

func (p *parser) importLine() {
	start := p.next()
	static := p.acceptWord("static")
	names := []string{p.name()}
	for p.accept(".") {
		if p.accept("*") {
			names = append(names, "*")
			break
		}
		names = append(names, p.name())
	}
	class := strings.Join(names, ".")
	short := names[len(names)-1]
	if p.acceptWord("as") {
		short = p.name()
	}
	switch {
	case static:
		p.staticImport(start.pos, names, short)
	case short == "*":
		p.out.packages = append(p.out.packages, strings.TrimSuffix(class, ".*"))
	case !knownClass(class):
		refuseClass(start.pos, class)
	default:
		p.out.imports[short] = class
	}
}

// staticImport makes a method or constant of a class known by its name alone.
func (p *parser) staticImport(pos int, names []string, short string) {
	class := strings.Join(names[:len(names)-1], ".")
	if !knownClass(class) {
		refuseClass(pos, class)
	}
	if short == "*" {
		p.out.statics = append(p.out.statics, staticImport{class: class})
		return
	}
	p.out.statics = append(p.out.statics, staticImport{short, class, names[len(names)-1]})
}

func (p *parser) block() *block {
	b := &block{position: position(p.expect("{").pos)}
	inside := p.inside
	p.inside = 0
	b.body = p.statements()
	p.inside = inside
	p.expect("}")
	return b
}

// statements reads up to a closing brace, or the next case of a switch.
func (p *parser) statements() []stmt {
	var list []stmt
	for p.skipEnds(); !p.peek().isOp("}") && p.peek().kind != endOfText && !p.caseAhead(); p.skipEnds() {
		if s := p.statement(); s != nil {
			list = append(list, s)
		}
		p.endStatement()
	}
	return list
}

func (p *parser) caseAhead() bool {
	return p.peek().is("case") || p.peek().is("default") && p.ahead(1).isOp(":", "->")
}

// body reads the statement that a condition or a loop governs.
func (p *parser) body() stmt {
	if p.peek().isOp("{") {
		return p.block()
	}
	at := position(p.peek().pos)
	if p.accept(";") {
		return &block{position: at}
	}
	if s := p.statement(); s != nil {
		return s
	}
	return &block{position: at}
}
