package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// beanFunctions answer objects of the registry and what their methods give.
var beanFunctions = map[string]compiler{"ref": ref, "bean": bean}

func ref(p *parser, c call) (components.Expression, error) {
	name, ok := strings.CutPrefix(p.of(c.rest), ":")
	if !ok || name == "" {
		return nil, p.wrong(c.text.start, "write ${ref:name}", "${%s} needs a name", p.of(c.text))
	}
	v, ok := p.bean(name)
	if !ok {
		return constant(nil), nil // as in Camel
	}
	return constant(v), nil
}

// bean is ${bean:name}, ${bean:name.method} or ${bean:name?method=m}.
func bean(p *parser, c call) (components.Expression, error) {
	name, method, _ := strings.Cut(strings.TrimPrefix(p.of(c.rest), ":"), "?method=")
	if method == "" {
		name, method, _ = strings.Cut(name, ".")
	}
	v, ok := p.bean(name)
	if !ok {
		return nil, p.notInBuild(c.text.start, "bean:"+name, "define it under beans:", "there is no bean %q", name)
	}
	do, err := CompileCall(method, p.env)
	if err != nil {
		return nil, p.wrong(c.rest.start, "", "%v", err)
	}
	return func(ex *components.Exchange) (any, error) { return do(ex, v) }, nil
}

func (p *parser) bean(name string) (any, bool) {
	if p.env.Bean == nil {
		return nil, false
	}
	return p.env.Bean(name)
}
