package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// finder looks a value up by its name.
type finder func(ex *components.Exchange, name string) (value any, ok bool)

// named looks something up by name: .name, :name, [name] or ['name'], with navigation behind. What has dots is tried as a
// name first, as in ${header.my.dotted}. A name that holds a function is a name whatever the function answers.
func named(find finder) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		s := c.rest
		if c.hasArgs || s.empty() {
			return nil, p.wrong(c.text.start, "write ${"+c.name+".name}", "${%s} needs a name", p.of(c.text))
		}
		switch p.text[s.start] {
		case '[':
			return p.bracketed(c, find)
		case '.', ':':
			return p.dotted(c, find)
		}
		if rest := p.of(s); strings.HasPrefix(rest, "?.") || strings.HasPrefix(rest, "?[") {
			return nil, p.wrong(s.start, "write ${"+c.name+rest[1:]+"}: one that is missing is null", "unexpected ? before the name")
		}
		return nil, p.unknown(c)
	}
}

func (p *parser) bracketed(c call, find finder) (components.Expression, error) {
	s := c.rest
	stop := p.closingBracket(s.start, s.end)
	if stop < 0 {
		return nil, p.wrong(s.start, "add ]", "[ has no closing ]")
	}
	in := span{s.start + 1, stop}
	if c.name != "exchangeProperty" { // there, quotes are part of the name
		in = p.inner(in)
	}
	found, err := p.find(c, in, find)
	if err != nil {
		return nil, err
	}
	return p.navigate(found, span{stop + 1, s.end})
}

func (p *parser) dotted(c call, find finder) (components.Expression, error) {
	all := span{c.rest.start + 1, c.rest.end}
	i := all.start
	for i < all.end && strings.IndexByte(".?[", p.text[i]) < 0 {
		i = p.skip(i, all.end) + 1
	}
	one, err := p.find(c, span{all.start, i}, find)
	if err != nil || i == all.end {
		return one, err
	}
	navigated, err := p.navigate(one, span{i, all.end})
	whole := p.of(all)
	if strings.ContainsAny(whole, "[?($") {
		return navigated, err
	}
	return func(ex *components.Exchange) (any, error) {
		if v, ok := find(ex, whole); ok {
			return v, nil
		}
		if err != nil { // no steps, so that it can only be a name
			return nil, nil
		}
		return navigated(ex)
	}, nil
}

// find compiles the look-up of a name, which may hold functions. As in Camel any text is a name, though none may have it.
func (p *parser) find(c call, name span, find finder) (components.Expression, error) {
	fixed := p.of(name)
	if strings.Contains(fixed, "]") && !strings.Contains(fixed, "${") {
		return nil, p.wrong(name.start, "write ${"+c.name+".name} or ${"+c.name+"[name]}", "%q is no name", fixed)
	}
	if !strings.Contains(fixed, "${") {
		return func(ex *components.Exchange) (any, error) {
			v, _ := find(ex, fixed)
			return v, nil
		}, nil
	}
	dynamic, err := p.template(name)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		name, err := textOf(ex, dynamic)
		if err != nil {
			return nil, err
		}
		v, _ := find(ex, name)
		return v, nil
	}, nil
}
