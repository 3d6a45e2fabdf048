package freemarker

// overItems are the built-ins that ask something of each item of a list.
var overItems = map[string]bool{"map": true, "filter": true, "take_while": true, "drop_while": true}

// lambda reads (item -> expression), or the name of a function, behind such a built-in.
func (r *reader) lambda(name string, of expression) (expression, error) {
	r.at++ // the bracket
	start := r.at
	brackets := r.take("(")
	r.blanks()
	item := r.name()
	if brackets {
		r.take(")")
	}
	var ask func(s *scope, v any) (any, error)
	if item != "" && r.take("->") {
		e, err := r.expression()
		if err != nil {
			return nil, err
		}
		ask = func(s *scope, v any) (any, error) { return e(s.with(item, v)) }
	} else {
		r.at = start
		e, err := r.expression()
		if err != nil {
			return nil, err
		}
		ask = func(s *scope, v any) (any, error) {
			return called(e, []expression{constant(v)})(s)
		}
	}
	if !r.take(")") {
		return nil, parseError("( without )")
	}
	return func(s *scope) (any, error) {
		v, err := of(s)
		if err != nil {
			return nil, err
		}
		items, ok := listOf(v)
		if !ok {
			return nil, failure("NonSequenceOrCollectionException", "a list is expected")
		}
		return chosen(s, name, items, ask)
	}, nil
}

func chosen(s *scope, name string, items []any, ask func(*scope, any) (any, error)) (any, error) {
	kept := []any{}
	dropping := name == "drop_while"
	for _, item := range items {
		if err := s.out.Step(); err != nil {
			return nil, err
		}
		answer, err := ask(s, item)
		if err != nil {
			return nil, err
		}
		if name == "map" {
			kept = append(kept, answer)
			continue
		}
		yes, ok := answer.(bool)
		switch {
		case !ok:
			return nil, failure("NonBooleanException", "the answer is no boolean")
		case name == "take_while" && !yes:
			return kept, nil
		case name == "filter" && !yes, dropping && yes:
			continue
		}
		dropping = false
		kept = append(kept, item)
	}
	return kept, nil
}
