package routes

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// errDropOption says that a text is one optional placeholder, {{?key}}, without a value: the option it stands for is left
// out. In a longer text it stands for nothing.
var errDropOption = errors.New("no value")

// missingProperty is a placeholder that nothing answers.
type missingProperty struct{ key, hint string }

func (e *missingProperty) Error() string { return fmt.Sprintf("property %q is not set", e.key) }

// Resolve replaces the {{placeholders}} of a text: {{key}}, {{key:default}}, {{?key}} (optional), {{!key}} (negated),
// {{env:NAME}}, {{sys:name}}, {{service:NAME}}, {{bean:name.method}}, nested ones; \{{ and \}} keep theirs. See Camel's
// page "Using property placeholder".
func (p *Properties) Resolve(text string) (string, error) {
	resolved, err := p.resolve(text, nil)
	if err != nil || !strings.Contains(resolved, absent) {
		return resolved, err
	}
	if resolved == absent {
		return "", errDropOption
	}
	if strings.Contains(resolved, "?") {
		resolved = absentOption.ReplaceAllString(resolved, "")
		resolved = strings.TrimRight(resolved, "?&")
	}
	return strings.ReplaceAll(resolved, absent, ""), nil
}

// absent stands for an optional placeholder without a value until the whole text is known; absentOption is an option of
// a URI that has no other value.
const absent = "\x00"

var absentOption = regexp.MustCompile(`[\w.-]+=\x00(?:&|$)`)

func (p *Properties) resolve(text string, within []string) (string, error) {
	if !strings.Contains(text, "{{") {
		return text, nil
	}
	if len(within) > 20 {
		return "", fmt.Errorf("placeholders are nested too deep: %s", strings.Join(within, " -> "))
	}
	var b strings.Builder
	for {
		start := strings.Index(text, "{{")
		if start < 0 {
			break
		}
		if start > 0 && text[start-1] == '\\' {
			if end := strings.Index(text[start:], `\}}`); end >= 0 {
				b.WriteString(text[:start-1])
				b.WriteString(text[start : start+end])
				b.WriteString("}}")
				text = text[start+end+3:]
				continue
			}
			return "", fmt.Errorf("escaped %s has no \\}} that ends it", text[start-1:])
		}
		if strings.Contains(text[:start], "}}") {
			return "", fmt.Errorf("%s has no {{ before its }}", text)
		}
		end := closing(text, start+2)
		if end < 0 {
			return "", fmt.Errorf("placeholder %s has no closing }}", text[start:])
		}
		value, err := p.placeholder(text[start+2:end], within)
		if err != nil {
			return "", err
		}
		b.WriteString(text[:start])
		b.WriteString(value)
		text = text[end+2:]
	}
	b.WriteString(text)
	return b.String(), nil
}

// closing finds the }} that ends the placeholder whose content begins at from.
func closing(text string, from int) int {
	for depth, i := 0, from; i+1 < len(text); i++ {
		switch text[i : i+2] {
		case "{{":
			depth++
			i++
		case "}}":
			if depth == 0 {
				return i
			}
			depth--
			i++
		}
	}
	return -1
}

func (p *Properties) placeholder(content string, within []string) (string, error) {
	content, err := p.resolve(content, within)
	if err != nil {
		return "", err
	}
	if value, handled, err := p.function(content); handled {
		return value, err
	}
	content, flat := strings.CutSuffix(content, "?nested=false")
	key, fallback, hasFallback := strings.Cut(content, ":")
	optional, negate := strings.HasPrefix(key, "?"), strings.HasPrefix(key, "!")
	if optional || negate {
		key = key[1:]
	}
	raw, ok := p.raw(key)
	switch {
	case ok:
	case hasFallback:
		return negated(fallback, negate), nil
	case optional:
		return absent, nil
	default:
		e := &missingProperty{key: key, hint: fmt.Sprintf("set it with --property %s=VALUE or in application.properties, or give a default: {{%s:default}}", key, key)}
		if near := components.Nearest(key, p.Keys("")); near != "" {
			e.hint = fmt.Sprintf("did you mean {{%s}}?", near)
		}
		return "", e
	}
	if flat {
		return raw, nil
	}
	if slices.Contains(within, key) {
		return "", fmt.Errorf("property %q refers to itself: %s", key, strings.Join(append(within, key), " -> "))
	}
	value, err := p.resolve(raw, append(slices.Clone(within), key))
	return negated(value, negate), err
}

// negated turns true and false around where that is asked for; other values stay.
func negated(value string, wanted bool) string {
	switch {
	case !wanted:
	case strings.EqualFold(value, "true"):
		return "false"
	case strings.EqualFold(value, "false"):
		return "true"
	}
	return value
}

func (p *Properties) variable(name string) (string, bool) {
	if p.Env != nil {
		return p.Env(name)
	}
	return os.LookupEnv(name)
}

// asPlaceholder turns #property:key, another way to write it, into {{key}}.
func asPlaceholder(text string) string {
	if key, ok := strings.CutPrefix(text, "#property:"); ok {
		return "{{" + key + "}}"
	}
	return text
}
