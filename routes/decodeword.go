package routes

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// word checks an option that must be one of several words.
func (d *decoder) word(v reflect.Value, n *yaml.Node, f field) {
	switch p := v.Addr().Interface().(type) {
	case *text:
		d.oneOf(p, f)
	case *string: // of a data format
		t := text{place: d.place(resolveAlias(n)), Value: *p, unresolved: strings.Contains(*p, "{{")}
		d.oneOf(&t, f)
		*p = t.Value
	}
}

// oneOf brings a text that must be one of several words into the spelling of the list; case and dashes do not matter.
func (d *decoder) oneOf(t *text, f field) {
	if !t.set() || t.unresolved {
		return
	}
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(strings.TrimSpace(s)))
	}
	if f.enum[0] == "InOnly" {
		plain = strings.ToLower // Camel knows no other spelling of these
	}
	i := slices.IndexFunc(f.enum, func(word string) bool { return plain(word) == plain(t.Value) })
	if i < 0 {
		hint := "write one of them"
		if near := components.Nearest(t.Value, f.enum); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		d.report(t.pos(), fmt.Sprintf("%s %q is none of %s", f.name, t.Value, strings.Join(f.enum, ", ")), hint)
		return
	}
	t.Value = f.enum[i]
}
