package routetest

import (
	"context"

	"github.com/dromedary-go/dromedary/components"
)

// evaluate records a table of expressions: the value of each row and its truth as a predicate.
func (r *running) evaluate() (*components.Map, error) {
	got := &components.Map{}
	if err := r.start(context.Background()); err != nil {
		got.Set("error", err.Error())
		return got, nil
	}
	var rows []any
	for _, row := range r.rows {
		rows = append(rows, r.row(row))
	}
	got.Set("eval", rows)
	return got, r.engine.Stop(context.Background())
}

func (r *running) row(row row) any {
	got := components.NewMap("expression", row.expression)
	env := r.engine.Environment()
	value, err := safe(func() (any, error) {
		e, err := env.Expression(row.language, row.expression)
		if err != nil {
			return nil, err
		}
		return e(r.fresh(row.message))
	})
	if err != nil {
		got.Set("error", err.Error())
	} else {
		got.Set("value", recorded(value))
	}
	if !row.predicate {
		return got
	}
	truth, err := safe(func() (any, error) {
		p, err := env.Predicate(row.language, row.expression)
		if err != nil {
			return nil, err
		}
		return p(r.fresh(row.message))
	})
	if err != nil {
		got.Set("predicateError", err.Error())
	} else {
		got.Set("predicate", truth)
	}
	return got
}

func (r *running) fresh(m message) *components.Exchange {
	ex := components.NewExchange(r.engine.Environment().Work, nil)
	r.prepare(ex, m)
	return ex
}

// row compares one row of an eval.
func (c *comparison) row(path string, want, got any) {
	w, ok := want.(*components.Map)
	g, _ := got.(*components.Map)
	if !ok {
		c.differ(path, want, got)
		return
	}
	if name, ok := g.Value("expression").(string); ok {
		path += " " + shown(name)
	}
	for key, v := range w.All() {
		x, there := g.Get(key)
		switch {
		case !there:
			c.lacks(path+"."+key, v)
			if other := otherOf[key]; other != "" {
				if x, there := g.Get(other); there {
					c.extra(path+"."+other, x)
				}
			}
		case key == "error" || key == "predicateError": // that there is one is all that counts
		default:
			c.value(path+"."+key, v, x)
		}
	}
}

// otherOf names what a row has instead, where it lacks one.
var otherOf = map[string]string{"value": "error", "error": "value", "predicate": "predicateError", "predicateError": "predicate"}
