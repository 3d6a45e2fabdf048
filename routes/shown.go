package routes

import (
	"fmt"
	"regexp"
	"strings"
)

// shown is the expression as Camel writes it in messages.
func (e *expression) shown() string {
	text := e.trimmed()
	switch e.Language {
	case "header", "exchangeProperty", "variable":
		return fmt.Sprintf("%s(%s)", e.Language, text)
	case "simple", "csimple":
		return shownOperand(text)
	case "constant":
		return text
	}
	return fmt.Sprintf("%s[%s]", e.Language, text)
}

// simpleComparison is a predicate of one operator that Camel shows by its sides. Others (and, or, in, is, range, regex) it
// shows by their text.
var simpleComparison = regexp.MustCompile(`(?s)^(\$\{.*\}|'[^']*'|"[^"]*"|\S+) +` +
	`(==|=~|!=|!=~|>=|<=|>|<|~~|!~~|!?contains|not contains|starts with|!?startsWith|ends with|!?endsWith) +` +
	`(\$\{.*\}|'[^']*'|"[^"]*"|\S+)$`)

// shownPredicate is the predicate as Camel writes it in messages: ${header.x} == 'a' is header(x) == a.
func (e *expression) shownPredicate() string {
	text := e.trimmed()
	m := simpleComparison.FindStringSubmatch(text)
	if m == nil || !e.isSimple() || strings.Contains(text, " && ") || strings.Contains(text, " || ") {
		return e.shown()
	}
	return fmt.Sprintf("%s %s %s", shownOperand(m[1]), m[2], shownOperand(m[3]))
}

func shownOperand(operand string) string {
	if isLoneFunction(operand) {
		return shownFunction(operand[2 : len(operand)-1])
	}
	if n := len(operand) - 1; n > 0 && strings.ContainsRune(`'"`, rune(operand[0])) && operand[n] == operand[0] {
		return operand[1:n]
	}
	return operand
}

// namedFunction is a function with a name behind a dot or colon, or in brackets.
var namedFunction = regexp.MustCompile(`^(header|exchangeProperty|variable)s?(?:[.:](.+)|\[([^]]+)\])$`)

func shownFunction(function string) string {
	function = strings.TrimPrefix(function, "in.")
	if m := namedFunction.FindStringSubmatch(function); m != nil {
		kind, name := m[1], m[2]+m[3]
		switch {
		case name == "size" || name == "size()":
			return function
		case !strings.ContainsAny(name, ".[?"):
			return kind + "(" + name + ")"
		case kind == "exchangeProperty":
			kind = "property"
		}
		return kind + "Ognl(" + name + ")"
	}
	name, rest, _ := strings.Cut(function, ":")
	switch {
	case strings.HasPrefix(function, "body.") || strings.HasPrefix(function, "body["):
		return "bodyOgnl(" + strings.TrimPrefix(function, "body") + ")"
	case strings.HasPrefix(function, "bodyAs(") && strings.HasSuffix(function, ")"):
		return "bodyAs[" + strings.TrimSuffix(strings.TrimPrefix(function, "bodyAs("), ")") + "]"
	case name == "date":
		return "date(" + rest + ")"
	case name == "properties":
		key, _, _ := strings.Cut(rest, ":")
		return "properties(" + key + ")"
	case function == "camelId":
		return "camelContextName"
	case function == "bodyOneLine":
		return "bodyOneLine()"
	}
	return function
}
