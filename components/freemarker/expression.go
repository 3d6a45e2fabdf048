package freemarker

import (
	"fmt"
	"strconv"
	"strings"
)

func parseError(format string, args ...any) error {
	return failure("ParseException", fmt.Sprintf(format, args...))
}

// expression answers a value; nil is a value that is missing.
type expression func(s *scope) (any, error)

// reader reads expressions.
type reader struct {
	text     string
	at       int
	depth    int
	variable string // that was read last, where nothing stands behind it yet
}

const maxDepth = 100

// whole reads a text that is one expression.
func whole(text string) (expression, error) {
	r := &reader{text: text}
	e, err := r.expression()
	if err == nil {
		if r.blanks(); r.at < len(r.text) {
			err = parseError("unexpected %.20q in %q", r.text[r.at:], text)
		}
	}
	return e, err
}

func (r *reader) blanks() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

func (r *reader) has(word string) bool { return strings.HasPrefix(r.text[r.at:], word) }

func (r *reader) take(word string) bool {
	r.blanks()
	if !r.has(word) {
		return false
	}
	r.at += len(word)
	return true
}

func (r *reader) name() string {
	var b strings.Builder
	for r.at < len(r.text) {
		c := r.text[r.at]
		switch {
		case c == '\\' && r.at+1 < len(r.text) && strings.IndexByte("-.:#", r.text[r.at+1]) >= 0:
			r.at++
			c = r.text[r.at]
		case !isLetter(c) && (b.Len() == 0 || c < '0' || c > '9'):
			return b.String()
		}
		b.WriteByte(c)
		r.at++
	}
	return b.String()
}

// word takes a whole word.
func (r *reader) word(word string) bool {
	start := r.at
	if r.blanks(); r.has(word) {
		r.at += len(word)
		if r.at == len(r.text) || !isLetter(r.text[r.at]) && (r.text[r.at] < '0' || r.text[r.at] > '9') {
			return true
		}
	}
	r.at = start
	return false
}

// levels are the binary operators, the weakest first.
var levels = [][]string{{"||"}, {"&&"}, {"==", "!=", "="}, {"<=", ">=", "<", ">", "lte", "gte", "lt", "gt", "&lt;=", "&gt;=", "&lt;", "&gt;"}, {"..<", "..!", "..*", ".."}, {"+", "-"}, {"*", "/", "%"}}

func (r *reader) expression() (expression, error) { return r.binary(0) }

func (r *reader) binary(level int) (expression, error) {
	if level == len(levels) {
		return r.unary()
	}
	if r.depth++; r.depth > maxDepth*len(levels) {
		return nil, parseError("an expression nests too deep")
	}
	defer func() { r.depth-- }()
	left, err := r.binary(level + 1)
	for err == nil {
		op := r.operator(levels[level])
		if op == "" {
			return left, nil
		}
		var right expression
		if strings.HasPrefix(op, "..") && r.endless() {
			right = nil
		} else if right, err = r.binary(level + 1); err != nil {
			break
		}
		left = operation(op, left, right)
	}
	return nil, err
}

// endless tells a range without an end.
func (r *reader) endless() bool {
	r.blanks()
	return r.at == len(r.text) || strings.IndexByte(")],}", r.text[r.at]) >= 0
}

func (r *reader) operator(of []string) string {
	r.blanks()
	for _, op := range of {
		if isLetter(op[0]) {
			if r.word(op) {
				return op
			}
		} else if r.has(op) && !(op == "-" && r.has("->")) {
			r.at += len(op)
			return op
		}
	}
	return ""
}

func (r *reader) unary() (expression, error) {
	if r.depth++; r.depth > maxDepth*len(levels) {
		return nil, parseError("an expression nests too deep")
	}
	defer func() { r.depth-- }()
	r.blanks()
	switch {
	case r.has("!") && !r.has("!="):
		r.at++
		e, err := r.unary()
		return func(s *scope) (any, error) {
			b, err := condition(s, e)
			return !b, err
		}, err
	case r.take("-"):
		e, err := r.unary()
		return operation("-", func(*scope) (any, error) { return 0, nil }, e), err
	case r.take("+"):
		return r.unary()
	}
	r.variable = ""
	e, err := r.primary()
	if err != nil {
		return nil, err
	}
	return r.postfix(e)
}

func (r *reader) primary() (expression, error) {
	r.blanks()
	if r.at == len(r.text) {
		return nil, parseError("an expression is missing in %q", r.text)
	}
	switch c := r.text[r.at]; {
	case c == '(':
		r.at++
		e, err := r.expression()
		if err == nil && !r.take(")") {
			err = parseError("( without )")
		}
		return grouped(e), err
	case c == '\'' || c == '"':
		return r.quoted(false)
	case c == 'r' && r.at+1 < len(r.text) && (r.text[r.at+1] == '\'' || r.text[r.at+1] == '"'):
		r.at++
		return r.quoted(true)
	case c >= '0' && c <= '9':
		return r.number()
	case c == '[':
		r.at++
		items, err := r.list("]")
		return sequence(items), err
	case c == '{':
		r.at++
		return r.hash()
	case c == '.':
		r.at++
		return special(r.name())
	case isLetter(c) || c == '\\':
		switch name := r.name(); name {
		case "true", "false":
			return constant(name == "true"), nil
		case "in", "as", "using":
			return nil, parseError("%s is a word of the language", name)
		default:
			r.variable = name
			return func(s *scope) (any, error) { return s.find(name), nil }, nil
		}
	}
	return nil, parseError("unexpected %.20q in %q", r.text[r.at:], r.text)
}

func constant(v any) expression { return func(*scope) (any, error) { return v, nil } }

func (r *reader) number() (expression, error) {
	start := r.at
	for r.at < len(r.text) && (r.text[r.at] >= '0' && r.text[r.at] <= '9' ||
		r.text[r.at] == '.' && r.at+1 < len(r.text) && r.text[r.at+1] >= '0' && r.text[r.at+1] <= '9') {
		r.at++
	}
	f, err := strconv.ParseFloat(r.text[start:r.at], 64)
	if err != nil {
		return nil, parseError("%q is no number", r.text[start:r.at])
	}
	return constant(f), nil
}

// list reads expressions with commas between, up to the end.
func (r *reader) list(end string) (all []expression, err error) {
	for !r.take(end) {
		if len(all) > 0 && !r.take(",") {
			return nil, parseError("%q is missing in %q", end, r.text)
		}
		e, err := r.expression()
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func (r *reader) hash() (expression, error) {
	var keys, values []expression
	for !r.take("}") {
		if len(keys) > 0 && !r.take(",") {
			return nil, parseError("} is missing in %q", r.text)
		}
		key, err := r.expression()
		if err != nil {
			return nil, err
		}
		if !r.take(":") && !r.take(",") {
			return nil, parseError(": is missing in %q", r.text)
		}
		value, err := r.expression()
		if err != nil {
			return nil, err
		}
		keys, values = append(keys, key), append(values, value)
	}
	return mapping(keys, values), nil
}

// quoted reads a text. Unless it is raw it may have escapes and interpolations.
func (r *reader) quoted(raw bool) (expression, error) {
	quote := r.text[r.at]
	var b strings.Builder
	interpolated := false
	for r.at++; ; r.at++ {
		if r.at >= len(r.text) {
			return nil, parseError("a text has no end")
		}
		c := r.text[r.at]
		if c == quote {
			r.at++
			break
		}
		if c == '\\' && !raw && r.at+1 < len(r.text) {
			r.at++
			escaped := strings.IndexByte(`ntrlgab`, r.text[r.at])
			if escaped >= 0 {
				b.WriteByte("\n\t\r<>&\b"[escaped])
			} else {
				b.WriteByte(r.text[r.at])
			}
			continue
		}
		interpolated = interpolated || (c == '$' || c == '#') && !raw && r.at+1 < len(r.text) && r.text[r.at+1] == '{'
		b.WriteByte(c)
	}
	text := b.String()
	if !interpolated {
		return constant(text), nil
	}
	if r.depth += maxDepth; r.depth > maxDepth*len(levels) {
		return nil, parseError("texts nest too deep")
	}
	defer func() { r.depth -= maxDepth }()
	return interpolation(text)
}

// postfix reads .name, [key], (arguments), ?builtIn, ?? and !default.
func (r *reader) postfix(e expression) (expression, error) {
	for {
		if r.at == len(r.text) {
			return e, nil
		}
		switch {
		case r.has("??"):
			r.at += 2
			e = exists(e)
		case r.has("?"):
			r.at++
			name := r.name()
			if overItems[name] && r.has("(") {
				made, err := r.lambda(name, e)
				if err != nil {
					return nil, err
				}
				e, r.variable = made, ""
				continue
			}
			var args []expression
			if r.has("(") {
				r.at++
				var err error
				if args, err = r.list(")"); err != nil {
					return nil, err
				}
			}
			made, err := ofLoop(name, r.variable), error(nil)
			if made == nil {
				made, err = builtIn(name, e, args)
			}
			if err != nil {
				return nil, err
			}
			e, r.variable = made, ""
		case r.has(".") && !r.has(".."):
			r.at++
			r.variable = ""
			r.blanks()
			if r.has("*") {
				return nil, parseError(".* is not known here")
			}
			name := r.name()
			if name == "" {
				return nil, parseError("a name is missing in %q", r.text)
			}
			e = member(e, constant(name))
		case r.has("["):
			r.at++
			r.variable = ""
			key, err := r.expression()
			if err != nil {
				return nil, err
			}
			if !r.take("]") {
				return nil, parseError("[ without ]")
			}
			e = member(e, key)
		case r.has("("):
			r.at++
			args, err := r.list(")")
			if err != nil {
				return nil, err
			}
			e = called(e, args)
		case r.has("!") && !r.has("!="):
			r.at++
			otherwise, err := r.otherwise()
			if err != nil {
				return nil, err
			}
			e = withDefault(e, otherwise)
		default:
			return e, nil
		}
	}
}

// otherwise reads what stands behind !, nil for nothing.
func (r *reader) otherwise() (expression, error) {
	if r.at == len(r.text) || strings.IndexByte(" \t\r\n)],}?=<>&|+*/%:!", r.text[r.at]) >= 0 {
		return nil, nil
	}
	e, err := r.primary()
	if err != nil {
		return nil, err
	}
	return r.postfix(e)
}
