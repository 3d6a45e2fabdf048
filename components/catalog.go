package components

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// CatalogEntry is a component that Camel has, here or not: what its catalog says of it.
type CatalogEntry struct {
	// Info has the scheme, the title and the syntax of URIs, no aliases: each scheme is an entry of its own.
	Info
	// Remote is a component that talks to another system, which "remote" in --stub means.
	Remote bool
	// FromOnly and ToOnly are for components that can only be read from, or only be sent to.
	FromOnly, ToOnly bool

	options string // names with blanks between; "name.*" is any that begins so
}

// catalogText is one component a line: scheme, marks (remote, from, to, lenient), syntax, title, names of options. Facts of Camel 4.22's catalog.
//
//go:embed catalog.tsv
var catalogText string

var catalog = sync.OnceValue(func() map[string]CatalogEntry {
	all := map[string]CatalogEntry{}
	for line := range strings.Lines(catalogText) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		marks := strings.Split(f[1], ",")
		has := func(mark string) bool { return slices.Contains(marks, mark) }
		info := Info{Scheme: f[0], Syntax: f[2], Title: f[3], Lenient: has("lenient")}
		all[f[0]] = CatalogEntry{info, has("remote"), has("from"), has("to"), f[4]}
	}
	return all
})

// Catalog answers what Camel's catalog says of a scheme; ok is false for one that Camel does not have.
func Catalog(scheme string) (entry CatalogEntry, ok bool) {
	entry, ok = catalog()[scheme]
	return entry, ok
}

// CatalogSchemes answers the schemes of all of Camel's components, sorted.
func CatalogSchemes() []string {
	var all []string
	for scheme := range catalog() {
		all = append(all, scheme)
	}
	slices.Sort(all)
	return all
}

// HasOption tells whether Camel's component has an option. Those that every endpoint takes are none of its own.
func (e CatalogEntry) HasOption(name string) bool {
	name = CamelCase(name)
	for known := range strings.FieldsSeq(e.options) {
		if prefix, ok := strings.CutSuffix(known, "*"); known == name || ok && strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return slices.ContainsFunc(syntaxParts(e.Info), func(p syntaxPart) bool { return p.name == name })
}

// CheckOptions answers the options of a URI that Camel's component does not have.
func (e CatalogEntry) CheckOptions(uri URI) OptionErrors {
	var errs OptionErrors
	for _, p := range uri.Params {
		known, wrong := takeGeneral(p)
		switch {
		case known && wrong == nil, e.Lenient, e.HasOption(p.Name), impossible[CamelCase(p.Name)] != "":
			continue
		case wrong != nil:
			errs = append(errs, *wrong)
			continue
		}
		errs = append(errs, unknownOption(p, e.Scheme, strings.Fields(e.options)))
	}
	return errs
}

func unknownOption(p Param, scheme string, names []string) OptionError {
	e := OptionError{Option: p.Name, Offset: p.Offset, Msg: fmt.Sprintf("unknown option %q of component %s", p.Name, scheme)}
	if near := Nearest(p.Name, names); near != "" {
		e.Hint = fmt.Sprintf("did you mean %q?", near)
	} else if len(names) > 0 {
		const most = 12
		if len(names) > most {
			names = append(names[:most:most], "...")
		}
		e.Hint = "known are " + strings.Join(names, ", ")
	}
	return e
}

// WholePath moves the parts of the path that stand among the options, as in {uri: kafka, parameters: {topic: orders}},
// into the path, by the entry's syntax.
func (e CatalogEntry) WholePath(uri URI) URI {
	if uri.Path != "" {
		return uri
	}
	fields := map[string]string{}
	var rest []Param
	parts := syntaxParts(e.Info)
	for _, p := range uri.Params {
		name := CamelCase(p.Name)
		if slices.ContainsFunc(parts, func(part syntaxPart) bool { return part.name == name }) {
			fields[name] = p.Value
		} else {
			rest = append(rest, p)
		}
	}
	uri.Path, uri.Params = strings.TrimPrefix(joinPath(e.Info, fields), "//"), rest
	return uri
}
