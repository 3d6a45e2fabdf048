package language

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/dromedary-go/dromedary/components"
)

// Exceptions of Jayway's JsonPath.
const (
	pathNotFound = "com.jayway.jsonpath.PathNotFoundException"
	invalidPath  = "com.jayway.jsonpath.InvalidPathException"
	pathFailed   = "com.jayway.jsonpath.JsonPathException"
)

// jsonWalk is one evaluation of a path.
type jsonWalk struct {
	root  any
	path  *jsonPath
	found []any
	taken *int // steps, of all walks within this one too
}

// mostJSONSteps bounds the work of one evaluation: several .. in one path multiply.
const mostJSONSteps = 1_000_000

// find answers the value that a definite path leads to, or the list of all values that another one does.
func (p *jsonPath) find(root any) (any, *components.Exception) {
	w := &jsonWalk{root: root, path: p, taken: new(int)}
	if failure := w.walk(0, root, true); failure != nil {
		return nil, failure
	}
	for i, v := range w.found {
		for _, f := range p.functions {
			var failure *components.Exception
			if v, failure = f(root, v); failure != nil {
				return nil, failure
			}
		}
		w.found[i] = v
	}
	if !p.isDefinite() {
		if w.found == nil {
			return []any{}, nil
		}
		return w.found, nil
	}
	if len(w.found) == 0 {
		return nil, components.NewException(pathNotFound, "No results for path: "+p.shown(len(p.steps)))
	}
	return w.found[0], nil
}

// lookUp is find for the paths inside filters and functions: from is where @ is, and nothing found is no failure.
func (p *jsonPath) lookUp(root, from any) (v any, ok bool) {
	w := &jsonWalk{root: root, path: p, taken: new(int)}
	if failure := w.walk(0, from, true); failure != nil || len(w.found) == 0 {
		return nil, false
	}
	v = w.found[0]
	if !p.isDefinite() {
		v = w.found
	}
	for _, f := range p.functions {
		var failure *components.Exception
		if v, failure = f(root, v); failure != nil {
			return nil, false
		}
	}
	return v, true
}

// shown is the path up to a step as Jayway writes it.
func (p *jsonPath) shown(steps int) string {
	text := "$"
	for _, s := range p.steps[:steps] {
		switch {
		case len(s.names) > 0:
			for i, name := range s.names {
				separator := ",'"
				if i == 0 {
					separator = "['"
				}
				text += separator + name + "'"
			}
			text += "]"
		case len(s.indexes) > 0:
			text += "[" + strconv.Itoa(s.indexes[0]) + "]"
		default:
			text += "[*]"
		}
	}
	return text
}

// walk takes the steps from i on. Where all steps before were definite, what is missing on the way is a failure.
func (w *jsonWalk) walk(i int, v any, definite bool) *components.Exception {
	if *w.taken++; *w.taken > mostJSONSteps {
		return components.NewException(pathFailed, fmt.Sprintf("the path takes more than %d steps in this document", mostJSONSteps))
	}
	if i == len(w.path.steps) {
		w.found = append(w.found, v)
		return nil
	}
	s := &w.path.steps[i]
	if s.scan {
		return w.scan(i, v)
	}
	switch {
	case len(s.names) > 0:
		return w.property(i, v, definite)
	case s.filter != nil:
		return w.filtered(i, v, definite)
	case s.wildcard:
		return w.each(i, children(v))
	}
	return w.elements(i, v, definite)
}

func (w *jsonWalk) each(i int, values []any) *components.Exception {
	for _, v := range values {
		if failure := w.walk(i+1, v, false); failure != nil {
			return failure
		}
	}
	return nil
}

// children are the values that a map or list holds.
func children(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case *components.Map:
		values := make([]any, 0, v.Len())
		for _, value := range v.All() {
			values = append(values, value)
		}
		return values
	}
	return nil
}

func (w *jsonWalk) property(i int, v any, definite bool) *components.Exception {
	s, last := &w.path.steps[i], i == len(w.path.steps)-1
	m, ok := v.(*components.Map)
	if !ok {
		if !definite {
			return nil
		}
		what := components.JavaType(v)
		return components.NewException(pathNotFound, fmt.Sprintf(
			"Expected to find an object with property ['%s'] in path %s but found '%s'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
			s.names[0], w.path.shown(i), what))
	}
	if len(s.names) > 1 && last {
		part := &components.Map{}
		for _, name := range s.names {
			if value, ok := m.Get(name); ok {
				part.Set(name, value)
			}
		}
		return w.walk(i+1, part, definite)
	}
	for _, name := range s.names {
		value, ok := m.Get(name)
		switch {
		case ok:
			if failure := w.walk(i+1, value, definite && len(s.names) == 1); failure != nil {
				return failure
			}
		case definite && !last && len(s.names) == 1:
			return components.NewException(pathNotFound, "Missing property in path "+w.path.shown(i+1))
		}
	}
	return nil
}

// elements takes the step of indexes or a slice.
func (w *jsonWalk) elements(i int, v any, definite bool) *components.Exception {
	s := &w.path.steps[i]
	list, ok := v.([]any)
	if !ok {
		if !definite {
			return nil
		}
		return components.NewException(pathNotFound, fmt.Sprintf("Filter: %s can only be applied to arrays. Current context is: %s", s.shown(), components.Text(v)))
	}
	if s.slice != nil {
		return w.each(i, s.slice.of(list))
	}
	for _, n := range s.indexes {
		if n < 0 {
			n += len(list)
		}
		if n < 0 || n >= len(list) {
			continue
		}
		if failure := w.walk(i+1, list[n], definite && len(s.indexes) == 1); failure != nil {
			return failure
		}
	}
	return nil
}

func (s *jsonStep) shown() string {
	if len(s.indexes) == 0 {
		return "[:]"
	}
	text := strconv.Itoa(s.indexes[0])
	for _, n := range s.indexes[1:] {
		text += "," + strconv.Itoa(n)
	}
	return "[" + text + "]"
}

// of answers the elements; negative bounds count from the end.
func (s *jsonSlice) of(list []any) []any {
	bound := func(n *int, fallback int) int {
		if n == nil {
			return fallback
		}
		if *n < 0 {
			return max(*n+len(list), 0)
		}
		return min(*n, len(list))
	}
	from, to := bound(s.from, 0), bound(s.to, len(list))
	if from >= to {
		return nil
	}
	return list[from:to]
}

// filtered tests the elements of a list, or a map itself.
func (w *jsonWalk) filtered(i int, v any, definite bool) *components.Exception {
	s := &w.path.steps[i]
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			if s.filter(w.root, element) {
				if failure := w.walk(i+1, element, false); failure != nil {
					return failure
				}
			}
		}
		return nil
	case *components.Map:
		if s.filter(w.root, v) {
			return w.walk(i+1, v, false)
		}
		return nil
	}
	if !definite {
		return nil
	}
	return components.NewException(invalidPath, "Filter: [?] can not be applied to primitives. Current context is: "+components.Text(v))
}

// scan takes the step from v and from everything below it.
func (w *jsonWalk) scan(i int, v any) *components.Exception {
	rest := &jsonPath{steps: append([]jsonStep{w.path.steps[i].here()}, w.path.steps[i+1:]...)}
	inner := &jsonWalk{root: w.root, path: rest, taken: w.taken}
	failure := inner.below(&rest.steps[0], v)
	w.found = append(w.found, inner.found...)
	return failure
}

func (w *jsonWalk) below(s *jsonStep, v any) *components.Exception {
	if s.matches(w.root, v) {
		if failure := w.walk(0, v, false); failure != nil {
			return failure
		}
	}
	for _, child := range children(v) {
		if failure := w.below(s, child); failure != nil {
			return failure
		}
	}
	return nil
}

// here is the step without its scan.
func (s jsonStep) here() jsonStep {
	s.scan = false
	return s
}

// matches tells whether a scan takes its step from v: a map needs all of several names, only maps are filtered, and lists
// element by element when they are reached.
func (s *jsonStep) matches(root, v any) bool {
	m, isMap := v.(*components.Map)
	switch {
	case len(s.names) > 0:
		return isMap && !slices.ContainsFunc(s.names, func(name string) bool { _, ok := m.Get(name); return !ok })
	case s.filter != nil:
		return isMap && s.filter(root, v)
	case s.wildcard:
		return true
	}
	_, isList := v.([]any)
	return isList
}
