package simple

import (
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// typeFunctions answer constants of Java's classes.
var typeFunctions = map[string]compiler{"type": typeFunction}

// typeFunction is type:CLASS and type:CLASS.FIELD.
func typeFunction(p *parser, c call) (components.Expression, error) {
	name, err := p.nameBehind(c)
	if err != nil {
		return nil, err
	}
	if p.text[c.rest.start] != ':' {
		return nil, p.unknown(c)
	}
	if full, ok := classNamed(name); ok {
		return constant(class(full)), nil
	}
	if value, ok := javaConstant(name); ok {
		return constant(value), nil
	}
	return nil, p.wrong(c.rest.start+1, "write, for example, ${type:org.apache.camel.Exchange.FILE_NAME}", "unknown type or field %q", name)
}

func javaConstant(name string) (string, bool) {
	if value, ok := javaConstants[name]; ok {
		return value, true
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return "", false
	}
	owner, field := name[:dot], name[dot+1:]
	if owner == "java.time.temporal.ChronoUnit" { // their text is written in another way
		return camelWords(field), slices.Contains(chronoUnits, field)
	}
	if owner != "org.apache.camel.Exchange" {
		return field, slices.Contains(strings.Fields(javaEnums[owner]), field)
	}
	if value, ok := exchangeWords[field]; ok {
		return value, true
	}
	return "Camel" + camelWords(field), slices.Contains(exchangeConstants, field)
}

// camelWords makes FileName of FILE_NAME.
func camelWords(constant string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(constant, "_") {
		b.WriteString(word[:1] + strings.ToLower(word[1:]))
	}
	return b.String()
}
