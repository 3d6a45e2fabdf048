package language

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// jsonFilter tests one element of a document.
type jsonFilter func(root, element any) bool

// jsonOperand is a side of a comparison; ok is false where its path leads to nothing.
type jsonOperand struct {
	value  func(root, element any) (v any, ok bool)
	isPath bool
	regexp *regexp.Regexp
}

func fixedOperand(v any) jsonOperand {
	return jsonOperand{value: func(_, _ any) (any, bool) { return v, true }}
}

const mostFilterDepth = 50

// filterStep reads (...)] behind [?.
func (p *jsonParser) filterStep(open int) (jsonStep, error) {
	p.at++
	p.blanks()
	if p.next() != '(' {
		return jsonStep{}, p.wrong(p.at, "write [?(@.price > 10)]", "a filter stands in parentheses")
	}
	filter, err := p.parenthesis()
	if err != nil {
		return jsonStep{}, err
	}
	p.blanks()
	if p.next() != ']' {
		return jsonStep{}, p.wrong(open, "add ]", "[ has no closing ]")
	}
	p.at++
	return jsonStep{filter: filter}, nil
}

// parenthesis reads (a || b && c).
func (p *jsonParser) parenthesis() (jsonFilter, error) {
	if p.depth++; p.depth > mostFilterDepth {
		return nil, p.wrong(p.at, "", "the filter is nested deeper than %d levels", mostFilterDepth)
	}
	defer func() { p.depth-- }()
	open := p.at
	p.at++
	filter, err := p.either()
	if err != nil {
		return nil, err
	}
	p.blanks()
	if p.next() != ')' {
		return nil, p.wrong(open, "add )", "( has no closing )")
	}
	p.at++
	return filter, nil
}

func (p *jsonParser) either() (jsonFilter, error) {
	return p.joined("||", p.both, func(a, b jsonFilter) jsonFilter {
		return func(root, v any) bool { return a(root, v) || b(root, v) }
	})
}

func (p *jsonParser) both() (jsonFilter, error) {
	return p.joined("&&", p.test, func(a, b jsonFilter) jsonFilter {
		return func(root, v any) bool { return a(root, v) && b(root, v) }
	})
}

func (p *jsonParser) joined(op string, read func() (jsonFilter, error), join func(a, b jsonFilter) jsonFilter) (jsonFilter, error) {
	left, err := read()
	for err == nil {
		p.blanks()
		if !strings.HasPrefix(p.text[p.at:], op) {
			return left, nil
		}
		p.at += len(op)
		var right jsonFilter
		if right, err = read(); err == nil {
			left = join(left, right)
		}
	}
	return nil, err
}

// test reads !test, (...), a comparison, or a path that must lead to something.
func (p *jsonParser) test() (jsonFilter, error) {
	p.blanks()
	switch p.next() {
	case '!':
		p.at++
		if p.depth++; p.depth > mostFilterDepth {
			return nil, p.wrong(p.at, "", "the filter is nested deeper than %d levels", mostFilterDepth)
		}
		defer func() { p.depth-- }()
		test, err := p.test()
		return func(root, v any) bool { return !test(root, v) }, err
	case '(':
		return p.parenthesis()
	}
	begin := p.at
	left, err := p.operand()
	if err != nil {
		return nil, err
	}
	p.blanks()
	op := p.operator()
	if op == "" {
		if !left.isPath {
			return nil, p.wrong(begin, "write a comparison such as @.price > 10", "a value alone is no filter")
		}
		return func(root, v any) bool {
			_, ok := left.value(root, v)
			return ok
		}, nil
	}
	p.blanks()
	begin = p.at
	right, err := p.operand()
	if err != nil {
		return nil, err
	}
	if (op == "=~") != (right.regexp != nil) {
		return nil, p.wrong(begin, "write @.name =~ /pattern/i", "a regular expression in slashes stands behind =~, and only there")
	}
	return comparison(op, left, right), nil
}

// jsonOperators, longer ones before their beginnings.
var jsonOperators = []string{"===", "!==", "==", "!=", "=~", "<=", ">=", "<", ">", "subsetof", "noneof", "anyof", "contains", "empty", "size", "nin", "in"}

func (p *jsonParser) operator() string {
	for _, op := range jsonOperators {
		if rest := p.text[p.at:]; len(rest) > len(op) && strings.EqualFold(rest[:len(op)], op) {
			p.at += len(op)
			return op
		}
	}
	return ""
}

var jsonNumber = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][+-]?\d+)?`)

func (p *jsonParser) operand() (jsonOperand, error) {
	begin := p.at
	switch c := p.next(); {
	case c == '@' || c == '$':
		path, err := p.path()
		if err != nil {
			return jsonOperand{}, err
		}
		return jsonOperand{isPath: true, value: func(root, element any) (any, bool) {
			if c == '$' {
				return path.lookUp(root, root)
			}
			return path.lookUp(root, element)
		}}, nil
	case c == '\'' || c == '"':
		text, err := p.quoted()
		return fixedOperand(text), err
	case c == '/':
		return p.pattern()
	case c == '[':
		list, err := p.list()
		return fixedOperand(list), err
	}
	rest := p.text[begin:]
	if number := jsonNumber.FindString(rest); number != "" {
		p.at += len(number)
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			return fixedOperand(components.Integer(n)), nil
		}
		f, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return jsonOperand{}, p.wrong(begin, "", "%s is no number", number)
		}
		return fixedOperand(f), nil
	}
	for word, value := range map[string]any{"true": true, "false": false, "null": nil} {
		if strings.HasPrefix(rest, word) {
			p.at += len(word)
			return fixedOperand(value), nil
		}
	}
	return jsonOperand{}, p.wrong(begin, "write @.name, 'text', a number, true, false or null", "a value is missing in the filter")
}

// list reads ['a',2].
func (p *jsonParser) list() ([]any, error) {
	open, list := p.at, []any{}
	if p.depth++; p.depth > mostFilterDepth {
		return nil, p.wrong(open, "", "the filter is nested deeper than %d levels", mostFilterDepth)
	}
	defer func() { p.depth-- }()
	p.at++
	for p.blanks(); p.next() != ']'; p.blanks() {
		item, err := p.operand()
		if err != nil {
			return nil, err
		}
		if item.isPath || item.regexp != nil {
			return nil, p.wrong(open, "write text and numbers", "a list in a filter holds values only")
		}
		v, _ := item.value(nil, nil)
		list = append(list, v)
		p.blanks()
		switch p.next() {
		case ',':
			p.at++
		case ']':
		default:
			return nil, p.wrong(open, "add ]", "[ has no closing ]")
		}
	}
	p.at++
	return list, nil
}

// pattern reads /pattern/i; it must match the whole text.
func (p *jsonParser) pattern() (jsonOperand, error) {
	begin := p.at
	end := begin + 1
	for end < len(p.text) && p.text[end] != '/' {
		if p.text[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(p.text) {
		return jsonOperand{}, p.wrong(begin, "write /pattern/", "the regular expression has no end")
	}
	source, flags := p.text[begin+1:end], ""
	for p.at = end + 1; p.at < len(p.text) && strings.IndexByte("ims", p.text[p.at]) >= 0; p.at++ {
		flags += p.text[p.at : p.at+1]
	}
	if flags != "" {
		source = "(?" + flags + ")" + source
	}
	re, err := regexp.Compile(`\A(?:` + source + `)\z`)
	if err != nil {
		return jsonOperand{}, p.wrong(begin, "", "bad regular expression %s", p.text[begin:p.at])
	}
	return jsonOperand{regexp: re}, nil
}
