package jq

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

var patternNatives = map[string]native{
	"test/1": func(m *machine, in any, args []any) (any, error) { return tested(m, in, args[0], nil) },
	"test/2": func(m *machine, in any, args []any) (any, error) { return tested(m, in, args[0], args[1]) },
}

func tested(m *machine, in, pattern, flags any) (any, error) {
	s, re, _, err := m.pattern(in, pattern, flags)
	if err != nil {
		return nil, err
	}
	return re.MatchString(s), nil
}

// pattern compiles a regular expression, once a run, for text; global is its flag g.
func (m *machine) pattern(in, pattern, flags any) (s string, re *regexp.Regexp, global bool, err error) {
	s, ok := in.(string)
	if !ok {
		return "", nil, false, failed("_match_impl/3 is not applicable to %s; expected one of [STRING]", strings.ToUpper(kind(in)))
	}
	if list, ok := pattern.([]any); ok && len(list) > 0 { // [expression, flags]
		pattern = list[0]
		if len(list) > 1 && flags == nil {
			flags = list[1]
		}
	}
	source, ok := pattern.(string)
	if !ok {
		return "", nil, false, failed("%s cannot be matched, as it is not a string", shown(pattern))
	}
	marks, ok := flags.(string)
	if !ok && flags != nil {
		return "", nil, false, failed("%s is not a string", shown(flags))
	}
	mode := "m" // ^ and $ are at each line, in Camel's library
	for _, mark := range marks {
		switch mark {
		case 'g':
			global = true
		case 'i', 's':
			mode += string(mark)
		case 'n', 'l', 'p':
		case 'x':
			source = extended.ReplaceAllString(source, "")
		default:
			return "", nil, false, failed("%s is not a valid modifier string", marks)
		}
	}
	key := mode + "/" + source
	if re = m.patterns[key]; re == nil {
		if re, err = regexp.Compile("(?" + mode + ")" + source); err != nil {
			return "", nil, false, failed("%s (at offset 0) is not a valid regex", source)
		}
		if m.patterns == nil {
			m.patterns = map[string]*regexp.Regexp{}
		}
		m.patterns[key] = re
	}
	return s, re, global, m.spend(len(s) / 64)
}

var extended = regexp.MustCompile(`\s+|#[^\n]*`)

// match is one place where an expression matches: the offsets of its groups, in bytes.
type match struct {
	text  string
	names []string
	at    []int
}

func (m match) group(i int) (s string, ok bool) {
	if m.at[2*i] < 0 {
		return "", false
	}
	return m.text[m.at[2*i]:m.at[2*i+1]], true
}

// object is a match as jq gives it: offsets and lengths in characters.
func (m match) object(i int, named bool) *components.Map {
	s, ok := m.group(i)
	o := components.NewMap("offset", -1, "length", 0, "string", nil)
	if ok {
		o = components.NewMap("offset", utf8.RuneCountInString(m.text[:m.at[2*i]]), "length", utf8.RuneCountInString(s), "string", s)
	}
	if named {
		o.Set("name", nil)
		if m.names[i] != "" {
			o.Set("name", m.names[i])
		}
	}
	return o
}

func entire(m match) any {
	captures := []any{}
	for i := 1; i < len(m.names); i++ {
		captures = append(captures, m.object(i, true))
	}
	o := m.object(0, false)
	o.Set("captures", captures)
	return o
}

func named(m match) any {
	o := &components.Map{}
	for i, name := range m.names {
		if name == "" {
			continue
		}
		o.Set(name, nil)
		if s, ok := m.group(i); ok {
			o.Set(name, s)
		}
	}
	return o
}

func scanned(m match) any {
	if len(m.names) == 1 {
		s, _ := m.group(0)
		return s
	}
	groups := []any{}
	for i := 1; i < len(m.names); i++ {
		s, ok := m.group(i)
		groups = append(groups, nil)
		if ok {
			groups[i-1] = s
		}
	}
	return groups
}

func find(s string, re *regexp.Regexp, global bool) []match {
	n := 1
	if global {
		n = -1
	}
	var found []match
	for _, at := range re.FindAllStringSubmatchIndex(s, n) {
		found = append(found, match{s, re.SubexpNames(), at})
	}
	return found
}

// matches gives something of each match.
func matches(pattern, flags filter, always string, give func(match) any) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		return combine(m, e, in, []filter{pattern, flags}, nil, func(given []any) error {
			s, re, global, err := m.pattern(in, given[0], given[1])
			if err != nil {
				return err
			}
			for _, found := range find(s, re, global || always == "g") {
				if err := m.spend(1); err != nil {
					return err
				}
				if err := out(give(found), nil); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// splitBy cuts text where an expression matches.
func splitBy(pattern, flags filter) filter {
	return values(func(m *machine, in any, args []any) (any, error) {
		s, re, _, err := m.pattern(in, args[0], args[1])
		if err != nil {
			return nil, err
		}
		parts, end := []any{}, 0
		for _, found := range find(s, re, true) {
			parts = append(parts, s[end:found.at[0]])
			end = found.at[1]
		}
		return append(parts, s[end:]), nil
	})([]filter{pattern, flags})
}

// substitute replaces matches by what a filter makes of their named groups.
func substitute(pattern, replacement, flags filter) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		return combine(m, e, in, []filter{pattern, flags}, nil, func(given []any) error {
			s, re, global, err := m.pattern(in, given[0], given[1])
			if err != nil {
				return err
			}
			var b strings.Builder
			end := 0
			for _, found := range find(s, re, global) {
				b.WriteString(s[end:found.at[0]])
				end = found.at[1]
				err := first(1, replacement)(m, e, named(found), nil, func(v any, _ *path) error {
					text, ok := v.(string)
					if !ok {
						return failed("%s cannot be added to a string", shown(v))
					}
					b.WriteString(text)
					return nil
				})
				if err == nil {
					err = m.spend(1 + b.Len()/1024)
				}
				if err != nil {
					return err
				}
				if b.Len() > mostText {
					return failed("the text is longer than %d bytes", mostText)
				}
			}
			return out(b.String()+s[end:], nil)
		})
	}
}
