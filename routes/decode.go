package routes

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// text is a scalar with its place, placeholders resolved. It is set where the file says something.
type text struct {
	place
	Value string
	// exact is true where Value stands in the file as it is, so that offsets into it can be shown.
	exact bool
	// unresolved is true where a placeholder in it has no value yet, see [Environment.Alone]; Value then still has it.
	unresolved bool
}

func (t text) set() bool { return t.node != nil }

// decoder fills structs from the nodes of one file, strictly: what a struct does not know is a diagnostic. A field's tag
// is its key, and behind commas: required, or shorthand (the field that a lone scalar in place of the map means). An
// expression tagged ",inline" takes the keys of the languages; ",inline,optional" may be missing. A second tag, enum, lists the words that a text may be.
// Names with dashes mean camel case.
type decoder struct {
	src        *source
	properties *Properties
	diags      *Diagnostics
	quiet      bool            // a template's parameters are not known, and need not be
	alone      bool            // see Environment.Alone
	noted      map[string]bool // properties that were noted to be missing
	open       map[Pos]bool    // texts whose value is not known yet
	warned     bool            // of the compact notation
	depth      int
	exceeded   bool
}

func (d *decoder) report(pos Pos, msg, hint string) {
	d.add(Diagnostic{Pos: pos, Msg: msg, Hint: hint})
}

func (d *decoder) warn(pos Pos, msg, hint string) {
	d.add(Diagnostic{Pos: pos, Severity: Warning, Msg: msg, Hint: hint})
}

// maxDiagnostics bounds what is reported of all files: a file that is none of ours has a mistake a line.
const maxDiagnostics = 1000

func (d *decoder) add(found Diagnostic) {
	switch n := len(*d.diags); {
	case n > maxDiagnostics:
		return
	case n == maxDiagnostics:
		found = Diagnostic{Pos: found.Pos, Msg: "there are too many mistakes: the rest is left out", Hint: "look at the first ones"}
	}
	found.Source = d.src.line(found.Line)
	*d.diags = append(*d.diags, found)
}

// atStart reports what Camel finds when it starts, not when it loads: see [compiler.atStart].
func (d *decoder) atStart(pos Pos, msg, hint string) {
	if d.alone {
		d.warn(pos, msg, hint)
		return
	}
	d.report(pos, msg, hint)
}

// full tells that no more mistakes are told, so that looking for them is of no use.
func (d *decoder) full() bool { return len(*d.diags) > maxDiagnostics }

func (d *decoder) place(n *yaml.Node) place { return place{d.src, n} }
func (d *decoder) pos(n *yaml.Node) Pos     { return d.place(n).pos() }

// scalar reads a scalar with its placeholders resolved; ok is false where there is none, drop where an optional
// placeholder leaves the option out.
func (d *decoder) scalar(n *yaml.Node, what string) (t text, ok bool) {
	n = resolveAlias(n)
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		d.report(d.pos(n), fmt.Sprintf("%s must be a text, not %s", what, kindWord(n)), textHint(n))
		return t, false
	}
	value, err := d.properties.Resolve(asPlaceholder(n.Value))
	var missing *missingProperty
	switch {
	case errors.Is(err, errDropOption):
		return t, false
	case errors.As(err, &missing):
		at := max(strings.Index(n.Value, "{{"), 0)
		if i := strings.Index(n.Value, "{{"+missing.key); i >= 0 {
			at = i
		}
		if d.alone {
			if !d.quiet {
				d.noteMissing(d.place(n).at(at), missing)
			}
			d.open[d.pos(n)] = true
			return text{place: d.place(n), Value: n.Value, unresolved: true}, true
		}
		d.report(d.place(n).at(at), missing.Error(), missing.hint)
		return t, false
	case err != nil:
		d.report(d.pos(n), err.Error(), placeholderHint(err))
		return t, false
	}
	return text{place: d.place(n), Value: value, exact: value == n.Value}, true
}

// noteMissing tells once of each property that somebody else must set.
func (d *decoder) noteMissing(pos Pos, missing *missingProperty) {
	if d.noted[missing.key] {
		return
	}
	if d.noted == nil {
		d.noted = map[string]bool{}
	}
	d.noted[missing.key] = true
	d.add(Diagnostic{Pos: pos, Severity: Note, Msg: missing.Error(), Hint: missing.hint})
}

// fielder is a type that reads its own node.
type fielder interface {
	decodeNode(d *decoder, n *yaml.Node, what string)
}

// maxDepth bounds how deep a file may nest; each step within a step is a few levels.
const maxDepth = 500

// valueOf fills what pointer points to.
func (d *decoder) valueOf(pointer any, n *yaml.Node, what string) {
	d.value(reflect.ValueOf(pointer).Elem(), n, what)
}

func (d *decoder) value(v reflect.Value, n *yaml.Node, what string) {
	n = resolveAlias(n)
	d.depth++
	defer func() { d.depth-- }()
	if d.depth > maxDepth {
		if !d.exceeded {
			d.report(d.pos(n), fmt.Sprintf("the file is nested deeper than %d levels", maxDepth), "move the inner steps to a route of their own and call it with to: direct:NAME")
		}
		d.exceeded = true
		return
	}
	if f, ok := v.Addr().Interface().(fielder); ok {
		f.decodeNode(d, n, what)
		return
	}
	switch v.Interface().(type) {
	case text:
		if t, ok := d.scalar(n, what); ok {
			v.Set(reflect.ValueOf(t))
		}
		return
	case time.Duration:
		if t, ok := d.scalar(n, what); ok && !t.unresolved {
			dur, err := components.ParseDuration(t.Value)
			if err != nil {
				msg, hint := splitHint(err.Error())
				d.report(t.pos(), fmt.Sprintf("%s: %s", what, msg), hint)
			}
			v.SetInt(int64(dur))
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(v.Elem(), n, what)
	case reflect.Struct:
		d.structure(v, n, what)
	case reflect.Slice:
		d.list(v, n, what)
	default:
		if t, ok := d.scalar(n, what); ok && (!t.unresolved || v.Kind() == reflect.String) {
			d.basic(v, t, what)
		}
	}
}

func (d *decoder) basic(v reflect.Value, t text, what string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(t.Value)
	case reflect.Bool:
		switch {
		case strings.EqualFold(t.Value, "true"):
			v.SetBool(true)
		case strings.EqualFold(t.Value, "false"):
		default:
			d.report(t.pos(), fmt.Sprintf("%s must be true or false, not %q", what, t.Value), "write true or false")
		}
	case reflect.Int:
		n, err := strconv.Atoi(strings.TrimSpace(t.Value))
		if err != nil {
			d.report(t.pos(), fmt.Sprintf("%s must be a whole number, not %q", what, t.Value), "write digits only, such as 10")
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		x, err := strconv.ParseFloat(strings.TrimSpace(t.Value), 64)
		if err != nil {
			d.report(t.pos(), fmt.Sprintf("%s must be a number, not %q", what, t.Value), "write, for example, 1.5")
		}
		v.SetFloat(x)
	default:
		panic("decoder: no rule for " + v.Type().String())
	}
}

// compact warns once a file of the notation that Camel discourages since 4.22: a lone text where a map could stand, and
// "- from:" without "route:".
func (d *decoder) compact(n *yaml.Node) {
	if !d.warned {
		d.warned = true
		d.warn(d.pos(n), "the file is in YAML DSL's compact notation, which Camel deprecates",
			"write maps in full: to: {uri: ...}, expression: {simple: {expression: ...}}, and - route: around from:")
	}
}

func (d *decoder) list(v reflect.Value, n *yaml.Node, what string) {
	items := n.Content
	if n.Kind != yaml.SequenceNode {
		if n.Kind != yaml.ScalarNode || v.Type().Elem() != reflect.TypeFor[text]() {
			d.report(d.pos(n), fmt.Sprintf("%s must be a list, not %s", what, kindWord(n)), "begin each entry with \"- \"")
			v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // it is there, if wrong
			return
		}
		items = []*yaml.Node{n} // one text in place of a list of one
	}
	list := reflect.MakeSlice(v.Type(), len(items), len(items))
	for i, item := range items {
		d.value(list.Index(i), item, what)
	}
	v.Set(list)
}

// field is one key that a struct takes.
type field struct {
	name                string
	index               []int
	required, shorthand bool
	enum                []string // the words that it may be
}

// knownFields are the fields of each struct: looking at their tags takes longer than decoding.
var knownFields sync.Map // reflect.Type -> []field

func fieldsOf(t reflect.Type) []field {
	if all, ok := knownFields.Load(t); ok {
		return all.([]field)
	}
	all := fields(t, nil)
	knownFields.Store(t, all)
	return all
}

func fields(t reflect.Type, at []int) []field {
	var all []field
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(at), i)
		tag, ok := f.Tag.Lookup("yaml")
		if !ok {
			if f.Anonymous && f.Type.Kind() == reflect.Struct {
				all = append(all, fields(f.Type, index)...)
			}
			continue
		}
		words := strings.Split(tag, ",")
		if words[0] == "" { // inline, see structure
			continue
		}
		taken := field{name: words[0], index: index, required: slices.Contains(words[1:], "required"), shorthand: slices.Contains(words[1:], "shorthand")}
		if e := f.Tag.Get("enum"); e != "" {
			taken.enum = strings.Split(e, ",")
		}
		all = append(all, taken)
	}
	return all
}

// inlineExpression answers the struct's expression field, tagged inline, whose keys stand among the struct's own.
func inlineExpression(v reflect.Value) (e *expression, optional bool) {
	for i := range v.NumField() {
		switch v.Type().Field(i).Tag.Get("yaml") {
		case ",inline":
			return v.Field(i).Addr().Interface().(*expression), false
		case ",inline,optional":
			return v.Field(i).Addr().Interface().(*expression), true
		}
	}
	return nil, false
}

func (d *decoder) structure(v reflect.Value, n *yaml.Node, what string) {
	if placed, ok := v.Addr().Interface().(interface{ stand(at place) }); ok {
		placed.stand(d.place(n))
	}
	all := fieldsOf(v.Type())
	inline, optional := inlineExpression(v)
	if n.Kind == yaml.ScalarNode {
		if i := slices.IndexFunc(all, func(f field) bool { return f.shorthand }); i >= 0 && n.Tag != "!!null" {
			d.compact(n)
			d.field(v.FieldByIndex(all[i].index), n, what, all[i])
			return
		}
	}
	if n.Kind != yaml.MappingNode {
		if n.Tag == "!!null" { // "stop:" is "stop: {}"
			n = &yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column}
		} else {
			d.report(d.pos(n), fmt.Sprintf("%s must be a map, not %s", what, kindWord(n)), mapHint(n, what, all, inline != nil))
			return
		}
	}
	seen, tried := map[string]bool{}, map[string]bool{}
	for key, value := range pairs(n) {
		name := components.CamelCase(key.Value)
		if name == "strategyRef" && slices.ContainsFunc(all, func(f field) bool { return f.name == "aggregationStrategy" }) {
			name = "aggregationStrategy" // Camel takes the old name too
			d.warn(d.pos(key), fmt.Sprintf("option %q is an old spelling", key.Value), "write "+name)
		}
		if seen[name] {
			d.report(d.pos(key), fmt.Sprintf("%s has %q twice", what, key.Value), "keep one")
			continue
		}
		seen[name] = true
		i := slices.IndexFunc(all, func(f field) bool { return f.name == name })
		switch {
		case i >= 0:
			d.field(v.FieldByIndex(all[i].index), value, fmt.Sprintf("%q of %s", name, what), all[i])
		case inline != nil && (name == "expression" || isLanguage(name)):
			inline.decodeKey(d, key, value, what)
		default:
			tried[d.unknownKey(key, all, inline != nil, what)] = true
		}
	}
	for _, f := range all {
		if f.required && !seen[f.name] && !tried[f.name] {
			d.atStart(d.pos(n), fmt.Sprintf("%s needs %q", what, f.name), needHint(f.name))
		}
	}
	if inline != nil && !optional && inline.key == nil && !inline.tried && len(tried) == 0 {
		d.atStart(d.pos(n), what+" needs an expression", "write, for example, simple: ${body}")
	}
}

func (d *decoder) field(v reflect.Value, n *yaml.Node, what string, f field) {
	d.value(v, n, what)
	if f.enum != nil {
		d.word(v, n, f)
	}
}

// unknownKey reports a key that a struct does not have and answers the one that was probably meant.
func (d *decoder) unknownKey(key *yaml.Node, all []field, inline bool, what string) (meant string) {
	var names []string
	for _, f := range all {
		names = append(names, f.name)
	}
	if inline {
		names = append(names, languageNames()...)
	}
	meant, hint := optionHint(key.Value, names)
	d.report(d.pos(key), fmt.Sprintf("unknown option %q of %s", key.Value, what), hint)
	return meant
}
