package routes

import (
	"context"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// precondition decides, while a file is read, whether a route or a configuration is part of it: a Simple predicate about
// properties, as a rule just {{key}}.
type precondition struct{ unmet bool }

func (p *precondition) decodeNode(d *decoder, n *yaml.Node, what string) {
	p.unmet = true
	t, ok := d.scalar(n, what)
	if !ok {
		return
	}
	holds, err := simple.CompilePredicate(t.Value, &simple.Env{Property: d.properties.Get})
	if err == nil {
		var met bool
		met, err = holds(components.NewExchange(context.Background(), nil))
		p.unmet = !met
	}
	if err != nil {
		d.report(t.pos(), what+": "+err.Error(), "write true, false or {{key}}, or compare: '{{key}}' == 'value'")
	}
}
