package groovy

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/routes/javatext"
)

// Pattern is java.util.regex.Pattern.
type Pattern struct {
	source    string
	re, whole *javatext.Pattern
}

// newPattern compiles a pattern with flags of Java: 2 any case, 4 comments, 8 lines, 32 dots take line ends.
func newPattern(source string, flags int) (*Pattern, error) {
	prefix := ""
	if flags&2 != 0 {
		prefix += "i"
	}
	if flags&8 != 0 {
		prefix += "m"
	}
	if flags&32 != 0 {
		prefix += "s"
	}
	text := source
	if prefix != "" {
		text = "(?" + prefix + ")" + source
	}
	re, err := javatext.Regexp(text)
	if err != nil {
		return nil, err
	}
	whole, err := javatext.FullMatch(text)
	if err != nil {
		return nil, err
	}
	return &Pattern{source, re, whole}, nil
}

func (p *Pattern) String() string        { return p.source }
func (p *Pattern) JavaClass() string     { return "java.util.regex.Pattern" }
func (p *Pattern) matches(s string) bool { return must(p.whole.Match(s)) }

// all answers the first n matches, all of them where n is negative.
func (p *Pattern) all(s string, n int) [][]int { return must(p.re.FindAll(s, n)) }

// must raises what matching fails with.
func must[T any](found T, err error) T {
	if err != nil {
		throw("java.lang.RuntimeException", err.Error())
	}
	return found
}

// pattern makes a pattern of text.
func (r *run) pattern(v any) *Pattern {
	if p, ok := v.(*Pattern); ok {
		return p
	}
	return r.compilePattern(toText(v), 0)
}

func (r *run) compilePattern(s string, flags int) *Pattern {
	key := patternKey{s, flags}
	if p, ok := r.patterns[key]; ok {
		return p
	}
	r.tick(len(s) * 10)
	if len(s) > 100_000 {
		throw("java.util.regex.PatternSyntaxException", "the pattern is too long")
	}
	p, err := newPattern(s, flags)
	if err != nil {
		throw("java.util.regex.PatternSyntaxException", err.Error())
	}
	if r.patterns == nil || len(r.patterns) > 100 {
		r.patterns = map[patternKey]*Pattern{}
	}
	r.patterns[key] = p
	return p
}

type patternKey struct {
	source string
	flags  int
}

// match is =~ and ==~.
func (r *run) match(v any, p *Pattern, whole bool) any {
	s := r.string(v)
	r.tick(len(s) / 16)
	if whole {
		if v == nil {
			return false
		}
		return p.matches(s)
	}
	return &Matcher{pattern: p, text: s}
}

// Matcher is java.util.regex.Matcher.
type Matcher struct {
	pattern *Pattern
	text    string
	matches [][]int // all of them, once they were asked for
	next    int     // which of them comes next
	found   []int   // the groups of the last match, nil for none
}

func (m *Matcher) String() string {
	return fmt.Sprintf("java.util.regex.Matcher[pattern=%s region=0,%d lastmatch=%s]", m.pattern, lengthOf(m.text), m.group(0))
}
func (m *Matcher) JavaClass() string { return "java.util.regex.Matcher" }

// find goes on to the next match.
func (m *Matcher) find() bool {
	m.search()
	m.found = nil
	if m.next < len(m.matches) {
		m.found = m.matches[m.next]
		m.next++
	}
	return m.found != nil
}

// findFrom goes on to the first match at or behind a byte.
func (m *Matcher) findFrom(at int) bool {
	m.search()
	m.next = 0
	for m.next < len(m.matches) && m.matches[m.next][0] < at {
		m.next++
	}
	return m.find()
}

func (m *Matcher) search() {
	if m.matches == nil {
		m.matches = m.pattern.all(m.text, -1)
	}
}

func (m *Matcher) group(n int) string {
	if m.found == nil || 2*n+1 >= len(m.found) || m.found[2*n] < 0 {
		return ""
	}
	return m.text[m.found[2*n]:m.found[2*n+1]]
}

// groupValue is a group of the last match; null where it took no part.
func (m *Matcher) groupValue(n int) any {
	switch {
	case m.found == nil:
		throw(illegalState, "No match found")
	case n < 0 || 2*n+1 >= len(m.found):
		throw(outOfBounds, fmt.Sprintf("No group %d", n))
	case m.found[2*n] < 0:
		return nil
	}
	return m.group(n)
}

// all answers every match: its text, or where the pattern has groups a list of them.
func (m *Matcher) all(r *run) []any {
	m.search()
	r.allocate(64*len(m.matches) + len(m.text))
	out := make([]any, len(m.matches))
	for i, at := range m.matches {
		out[i] = groupsOf(m.text, at)
	}
	return out
}

func groupsOf(s string, at []int) any {
	if len(at) == 2 {
		return s[at[0]:at[1]]
	}
	list := newList()
	for i := 0; i < len(at); i += 2 {
		if at[i] < 0 {
			list.items = append(list.items, nil)
		} else {
			list.items = append(list.items, s[at[i]:at[i+1]])
		}
	}
	return list
}

// at is matcher[n].
func (m *Matcher) at(r *run, key any) any {
	matches := m.all(r)
	n, ok := wholeOf(key)
	if !ok {
		return r.indexList(newList(matches...), matches, key)
	}
	if n < 0 {
		n += int64(len(matches))
	}
	if n < 0 || n >= int64(len(matches)) {
		throw(outOfBounds, fmt.Sprintf("index is out of range %d..%d (index = %d)", -len(matches), len(matches)-1, n))
	}
	return matches[n]
}

// replacement writes a replacement in Java's notation: $1, ${name}, \$ for the character.
func (r *run) replacement(b *strings.Builder, template, s string, at []int, re *javatext.Pattern) {
	for i := 0; i < len(template); i++ {
		switch c := template[i]; {
		case c == '\\':
			if i++; i == len(template) {
				throw(illegalArgument, "character to be escaped is missing")
			}
			b.WriteByte(template[i])
		case c == '$':
			n, length := groupReference(template[i+1:], re)
			if length == 0 {
				throw(illegalArgument, "Illegal group reference")
			}
			if n < 0 || 2*n+1 >= len(at) {
				throw(outOfBounds, fmt.Sprintf("No group %d", n))
			}
			if at[2*n] >= 0 {
				b.WriteString(s[at[2*n]:at[2*n+1]])
			}
			i += length
		default:
			b.WriteByte(c)
		}
	}
}

// groupReference reads the number or {name} behind $.
func groupReference(s string, re *javatext.Pattern) (n, length int) {
	if name, _, ok := strings.Cut(strings.TrimPrefix(s, "{"), "}"); ok && strings.HasPrefix(s, "{") {
		n := re.Group(name)
		if n < 0 {
			throw(illegalArgument, "No group with name {"+name+"}")
		}
		return n, len(name) + 2
	}
	for length < len(s) && isDigit(s[length]) {
		more := n*10 + int(s[length]-'0')
		if length > 0 && more > re.Groups() {
			break
		}
		n = more
		length++
	}
	return n, length
}

// replaceMatches replaces matches by what f writes.
func (r *run) replaceMatches(s string, p *Pattern, most int, f func(b *strings.Builder, at []int)) string {
	var b strings.Builder
	last := 0
	for _, at := range p.all(s, most) {
		b.WriteString(s[last:at[0]])
		f(&b, at)
		last = at[1]
		if b.Len() > maxText {
			break
		}
	}
	b.WriteString(s[last:])
	r.tick(len(s) / 16)
	return r.text(b.String())
}

// replace replaces matches by a replacement in Java's notation, or what a closure makes of them.
func (r *run) replace(s string, p *Pattern, with any, most int) string {
	if cl, ok := with.(*Closure); ok {
		return r.replaceMatches(s, p, most, func(b *strings.Builder, at []int) {
			groups := groupsOf(s, at)
			if l, ok := groups.(*List); ok && cl.count() > 1 {
				b.WriteString(r.string(r.invoke(cl, l.items...)))
			} else {
				b.WriteString(r.string(r.invoke(cl, groups)))
			}
		})
	}
	template := r.string(with)
	return r.replaceMatches(s, p, most, func(b *strings.Builder, at []int) { r.replacement(b, template, s, at, p.re) })
}
