package components

import (
	"slices"
	"strings"
)

// syntaxPart is a path option of [Info.Syntax] and the separator before it.
type syntaxPart struct{ sep, name string }

func syntaxParts(info Info) []syntaxPart {
	_, rest, _ := strings.Cut(info.Syntax, ":")
	var parts []syntaxPart
	for rest != "" {
		n := strings.IndexFunc(rest, isNameRune)
		if n < 0 {
			break
		}
		sep := rest[:n]
		rest = rest[n:]
		if n = strings.IndexFunc(rest, func(r rune) bool { return !isNameRune(r) }); n < 0 {
			n = len(rest)
		}
		parts = append(parts, syntaxPart{sep, rest[:n]})
		rest = rest[n:]
	}
	return parts
}

func isNameRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

// splitPath takes a URI's path apart by the component's syntax. Where there are fewer parts than names, options that are
// not required go without, as in "activemq:cats" for "activemq:queue:cats"; the last takes what is left.
func splitPath(info Info, infos []OptionInfo, path *string) map[string]string {
	fields := map[string]string{}
	rest := *path
	if rest == "" {
		return fields
	}
	parts := syntaxParts(info)
	for i, p := range parts {
		if i == len(parts)-1 {
			fields[p.name] = rest
			break
		}
		head, tail, found := strings.Cut(rest, parts[i+1].sep)
		o := infos[slices.IndexFunc(infos, func(o OptionInfo) bool { return o.Name == p.name })]
		fits := len(o.Enum) == 0 || slices.ContainsFunc(o.Enum, func(e string) bool { return strings.EqualFold(e, head) })
		if found && fits {
			fields[p.name], rest = head, tail
		} else if o.Required {
			fields[p.name] = head
			break
		}
	}
	return fields
}

func joinPath(info Info, fields map[string]string) string {
	var b strings.Builder
	for _, p := range syntaxParts(info) {
		text, ok := fields[p.name]
		if !ok {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(p.sep)
		}
		b.WriteString(text)
	}
	return b.String()
}

// Nearest answers the word of words that is most like name, "" where none is near enough to be meant.
func Nearest(name string, words []string) string {
	if len(name) > 100 {
		return "" // no name of ours
	}
	best, distance := "", max(1, len(name)/3)+1
	for _, w := range words {
		if strings.EqualFold(strings.ReplaceAll(name, "-", ""), w) {
			return w
		}
		if len(name)-len(w) >= distance || len(w)-len(name) >= distance {
			continue // at least so many letters differ
		}
		if d := editDistance(strings.ToLower(name), strings.ToLower(w)); d < distance {
			best, distance = w, d
		}
	}
	return best
}

// editDistance counts insertions, deletions, replacements and swaps of neighbours.
func editDistance(a, b string) int {
	previous2, previous, row := []int(nil), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(previous[j]+cost, previous[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], previous2[j-1]+1)
			}
		}
		previous2, previous, row = previous, row, make([]int, len(b)+1)
	}
	return previous[len(b)]
}
