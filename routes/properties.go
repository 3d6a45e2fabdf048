package routes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/dromedary-go/dromedary/components"
)

// Properties are the configuration that {{placeholders}} and components read. A key is looked for first in what [Properties.Set]
// set, then in the environment (my.key is MY_KEY), then in the files in the order of [Properties.Parse]. Keys that begin
// with "camel." may be written in camel case or with dashes.
type Properties struct {
	overrides layer
	files     []layer
	// Env looks a variable up; nil is [os.LookupEnv].
	Env func(name string) (string, bool)

	beans func(name string) (any, bool) // answers {{bean:name.method}}
	below *Properties                   // what is asked where these, a template's parameters, have no answer
}

// over answers properties that go before p: the parameters of a template.
func (p *Properties) over(values *components.Map) *Properties {
	q := &Properties{Env: p.Env, beans: p.beans, below: p}
	for key, v := range values.All() {
		q.overrides.values.Set(key, v)
	}
	return q
}

type layer struct {
	name   string
	values components.Map
	lines  map[string]int
}

// NewProperties answers an empty configuration that the environment still answers for.
func NewProperties() *Properties { return &Properties{} }

// Set gives a key a value that goes before environment and files.
func (p *Properties) Set(key, value string) { p.overrides.values.Set(canonicalKey(key), value) }

// Parse adds a .properties file (Java's format, UTF-8). Earlier files go before later ones.
func (p *Properties) Parse(file string, text []byte) Diagnostics {
	l := layer{name: file, lines: map[string]int{}}
	var ds Diagnostics
	for line, entry := range logicalLines(string(text)) {
		key, value, ok := splitProperty(entry)
		if !ok {
			ds = append(ds, Diagnostic{Pos: Pos{File: file, Line: line, Col: 1}, Msg: fmt.Sprintf("%q is no property", entry), Hint: "write key=value, or # before a comment", Source: entry})
			continue
		}
		l.values.Set(canonicalKey(key), value)
		l.lines[canonicalKey(key)] = line
	}
	p.files = append(p.files, l)
	return ds
}

// Get answers the value of a key with the placeholders in it resolved.
func (p *Properties) Get(key string) (string, bool) {
	raw, ok := p.raw(key)
	if !ok {
		return "", false
	}
	value, err := p.resolve(raw, []string{key})
	if err != nil {
		return raw, true
	}
	return value, true
}

func (p *Properties) raw(key string) (string, bool) {
	if p.below == nil { // a parameter is its name and nothing else
		key = canonicalKey(key)
	}
	if v, ok := p.overrides.values.Get(key); ok {
		return v.(string), true
	}
	if p.below != nil {
		return p.below.raw(key)
	}
	if v, ok := p.lookupEnv(key); ok {
		return v, true
	}
	if v, ok := systemProperty(key); ok {
		return v, true
	}
	for i := range p.files {
		if v, ok := p.files[i].values.Get(key); ok {
			return v.(string), true
		}
	}
	return "", false
}

// lookupEnv asks the environment as Camel does: the name itself, in upper case with _ for . and -, and with words of
// camel case apart.
func (p *Properties) lookupEnv(key string) (string, bool) {
	upper := strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(key))
	names := []string{upper}
	var words strings.Builder
	for i, r := range key {
		if unicode.IsUpper(r) && i > 0 && !strings.ContainsRune(".-_", rune(key[i-1])) {
			words.WriteByte('_')
		}
		words.WriteRune(r)
	}
	if apart := strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(words.String())); apart != upper {
		names = append(names, apart)
	}
	for _, n := range names {
		if v, ok := p.variable(n); ok && strings.ContainsAny(key, ".-_") { // "path" must not find PATH by chance
			return v, true
		}
	}
	return "", false
}

// Keys lists the keys of overrides and files that begin with prefix, in order, each once.
func (p *Properties) Keys(prefix string) []string {
	var keys []string
	if p.below != nil {
		keys = p.below.Keys(prefix)
	}
	for _, l := range append([]layer{p.overrides}, p.files...) {
		for k := range l.values.All() {
			if strings.HasPrefix(k, prefix) && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// Origin answers where a key has its value from: a file's name, "command line" or "environment"; "" where it is not set.
func (p *Properties) Origin(key string) string {
	key = canonicalKey(key)
	if _, ok := p.overrides.values.Get(key); ok {
		return "command line"
	}
	if _, ok := p.lookupEnv(key); ok {
		return "environment"
	}
	for i := range p.files {
		if _, ok := p.files[i].values.Get(key); ok {
			return p.files[i].name
		}
	}
	return ""
}

// Position answers where a key is set: file and line, or "command line" or "environment" in place of the file.
func (p *Properties) Position(key string) Pos {
	origin := p.Origin(key)
	for i := range p.files {
		if p.files[i].name == origin {
			return Pos{File: origin, Line: p.files[i].lines[canonicalKey(key)]}
		}
	}
	return Pos{File: origin}
}

// canonicalKey writes keys of camel.* in camel case; a component's name keeps its dashes (camel.component.stomp-ws.path).
func canonicalKey(key string) string {
	if !strings.HasPrefix(key, "camel.") {
		return key
	}
	parts := strings.Split(key, ".")
	for i := range parts {
		if i != 2 || i == len(parts)-1 {
			parts[i] = components.CamelCase(parts[i])
		}
	}
	return strings.Join(parts, ".")
}

// logicalLines yields the entries of a .properties file with the number of their first line: comments and empty lines
// left out, lines that end with a backslash joined.
func logicalLines(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		start, joined, open := 0, "", false
		n := 0
		for raw := range strings.SplitSeq(text, "\n") {
			n++
			line := strings.TrimLeft(strings.TrimRight(raw, "\r"), " \t\f")
			if !open {
				if line == "" || line[0] == '#' || line[0] == '!' {
					continue
				}
				start, joined = n, ""
			}
			slashes := len(line) - len(strings.TrimRight(line, `\`))
			if open = slashes%2 == 1; open {
				joined += line[:len(line)-1]
				continue
			}
			if !yield(start, joined+line) {
				return
			}
		}
		if open {
			yield(start, joined)
		}
	}
}

func splitProperty(entry string) (key, value string, ok bool) {
	end := len(entry)
	for i := 0; i < len(entry); i++ {
		if entry[i] == '\\' {
			i++
		} else if strings.IndexByte("=: \t\f", entry[i]) >= 0 {
			end = i
			break
		}
	}
	rest := strings.TrimLeft(entry[end:], " \t\f")
	if rest == "" {
		return "", "", false
	}
	if rest[0] == '=' || rest[0] == ':' {
		rest = strings.TrimLeft(rest[1:], " \t\f")
	}
	key = unescapeProperty(entry[:end])
	return key, strings.TrimRight(unescapeProperty(rest), " \t"), key != ""
}

func unescapeProperty(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case 'u':
			if i+4 < len(s) {
				if n, err := strconv.ParseUint(s[i+1:i+5], 16, 32); err == nil {
					b.WriteRune(rune(n))
					i += 4
				}
			}
		case '{', '}': // \{{ keeps a placeholder from being one; the escape is not Java's but Camel's
			b.WriteByte('\\')
			b.WriteByte(s[i])
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
