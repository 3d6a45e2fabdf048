package mustache

import (
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// Fill writes the outcome.
func (n nodes) Fill(data *components.Map, out *template.Output) error {
	return n.fill([]any{data}, out)
}

// escapes are the characters that HTML wants written otherwise.
var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "=", "&#61;", "`", "&#96;", "\n", "&#10;", "\t", "&#9;", "\r", "&#13;")

func (n nodes) fill(scopes []any, out *template.Output) error {
	for i := range n {
		if err := n[i].fill(scopes, out); err != nil {
			return err
		}
	}
	return nil
}

func (n *node) fill(scopes []any, out *template.Output) error {
	if n.kind == 't' {
		return out.Write(n.text)
	}
	v := find(scopes, n.path)
	switch n.kind {
	case 'v', '&':
		if v == nil {
			return out.Step()
		}
		text := template.Text(v)
		if n.kind == 'v' {
			text = escapes.Replace(text)
		}
		return out.Write(text)
	case '^':
		if !truthy(v) {
			return nodes(n.inner).fill(scopes, out)
		}
		return out.Step()
	}
	if list, ok := v.([]any); ok {
		for _, element := range list {
			if err := nodes(n.inner).fill(append(scopes[:len(scopes):len(scopes)], element), out); err != nil {
				return err
			}
		}
		return out.Step()
	}
	if !truthy(v) {
		return out.Step()
	}
	return nodes(n.inner).fill(append(scopes[:len(scopes):len(scopes)], v), out)
}

// truthy tells what a section is written for.
func truthy(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	}
	return true
}

// find looks a path up: its first name from the innermost scope outwards, the others in what was found.
func find(scopes []any, path []string) any {
	if len(path) == 0 {
		return scopes[len(scopes)-1]
	}
	for i := len(scopes) - 1; i >= 0; i-- {
		v, ok := property(scopes[i], path[0])
		if !ok {
			continue
		}
		for _, name := range path[1:] {
			v, _ = property(v, name)
		}
		return v
	}
	return nil
}

// property answers what a value has under a name: the entry of a map, or what a method of Java's answers.
func property(v any, name string) (any, bool) {
	switch v := v.(type) {
	case []any:
		switch name {
		case "size":
			return len(v), true
		case "isEmpty", "empty":
			return len(v) == 0, true
		case "first", "getFirst":
			if len(v) > 0 {
				return v[0], true
			}
		case "last", "getLast":
			if len(v) > 0 {
				return v[len(v)-1], true
			}
		}
		return nil, false
	case string:
		switch name {
		case "length":
			return utf8.RuneCountInString(v), true
		case "isEmpty", "empty":
			return v == "", true
		case "trim", "strip":
			return strings.TrimSpace(v), true
		case "toUpperCase":
			return strings.ToUpper(v), true
		case "toLowerCase":
			return strings.ToLower(v), true
		}
		return nil, false
	}
	return template.Field(v, name)
}
