package groovy

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func checkIndex(n, length int) {
	if n < 0 || n >= length {
		throw(textOutOfBounds, fmt.Sprintf("Index %d out of bounds for length %d", n, length))
	}
}

func substring(c called) any {
	s := c.own()
	length := lengthOf(s)
	from, to := c.int(0), length
	if len(c.args) == 2 {
		to = c.int(1)
	}
	if from < 0 || to > length || from > to {
		throw(textOutOfBounds, fmt.Sprintf("Range [%d, %d) out of bounds for length %d", from, to, length))
	}
	return c.made(cutText(s, from, to))
}

func indexOf(c called) any {
	s, what := c.own(), c.piece(0)
	from := 0
	if len(c.args) == 2 {
		from = byteIndex(s, max(c.int(1), 0))
	}
	at := strings.Index(s[from:], what)
	if at < 0 {
		return -1
	}
	return unitIndex(s, from+at)
}

func lastIndexOf(c called) any {
	s, what := c.own(), c.piece(0)
	end := len(s)
	if len(c.args) == 2 {
		if c.int(1) < 0 {
			return -1
		}
		end = min(len(s), byteIndex(s, c.int(1))+len(what))
	}
	return unitIndex(s, strings.LastIndex(s[:end], what))
}

func pad(c called, left, right bool) any {
	s, with := c.own(), " "
	if len(c.args) == 2 {
		with = c.r.string(c.args[1])
	}
	missing := c.int(0) - lengthOf(s)
	if missing <= 0 || with == "" {
		return s
	}
	if missing > maxText {
		fatal(outOfMemory, "a text of more than 64 MiB")
	}
	fill := func(n int) string {
		times := n/lengthOf(with) + 1
		return cutText(strings.Repeat(with, times), 0, n)
	}
	switch {
	case left && right:
		return c.made(fill(missing/2) + s + fill(missing-missing/2))
	case left:
		return c.made(fill(missing) + s)
	}
	return c.made(s + fill(missing))
}

func repeat(c called) any {
	s, n := c.own(), c.int(0)
	if n < 0 {
		throw(illegalArgument, fmt.Sprintf("multiply() should be called with a number of 0 or greater not: %d", n))
	}
	if len(s)*n > maxText {
		fatal(outOfMemory, "a text of more than 64 MiB")
	}
	return c.made(strings.Repeat(s, n))
}

func firstLetter(s string, f func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(f(r)) + s[n:]
}

func javaTrim(s string) string { return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' }) }

func linesOf(s string) []any {
	list := []any{}
	if s == "" {
		return list
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	for _, l := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		list = append(list, l)
	}
	return list
}

// stripMargin cuts off what stands before the margin's sign in each line.
func stripMargin(s, sign string) string {
	lines := strings.SplitAfter(s, "\n")
	for i, l := range lines {
		if t := strings.TrimLeftFunc(l, isBlank); strings.HasPrefix(t, sign) {
			lines[i] = t[len(sign):]
		}
	}
	return strings.Join(lines, "")
}

// stripIndent cuts off the blanks that all lines begin with, and those that a line ends with; the last line counts even where it
// is blank.
func stripIndent(s string) string {
	lines := strings.Split(s, "\n")
	least := -1
	for i, l := range lines {
		if strings.TrimSpace(l) != "" || i == len(lines)-1 {
			if n := len(l) - len(strings.TrimLeft(l, " \t")); least < 0 || n < least {
				least = n
			}
		}
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(l[min(least, len(l)):], " \t")
	}
	return strings.Join(lines, "\n")
}

// translate replaces letters by those at the same place in another text; a-c is a range.
func translate(s, from, to string) string {
	a, b := letterRange(from), letterRange(to)
	return strings.Map(func(r rune) rune {
		for i, c := range a {
			if c == r && len(b) > 0 {
				return b[min(i, len(b)-1)]
			}
		}
		return r
	}, s)
}

func letterRange(s string) []rune {
	var out []rune
	for r := []rune(s); len(r) > 0; {
		if len(r) > 2 && r[1] == '-' && r[2] >= r[0] && r[2]-r[0] < 1000 {
			for c := r[0]; c <= r[2]; c++ {
				out = append(out, c)
			}
			r = r[3:]
			continue
		}
		out, r = append(out, r[0]), r[1:]
	}
	return out
}

// between is what stands between two texts.
func between(c called) any {
	s, from := c.own(), c.text(0)
	to := from
	if len(c.args) == 2 {
		to = c.text(1)
	}
	_, after, ok := strings.Cut(s, from)
	if !ok {
		return ""
	}
	in, _, ok := strings.Cut(after, to)
	if !ok {
		return ""
	}
	return in
}

func charsOf(s string) *List {
	out := &List{array: true}
	for _, u := range units(s) {
		out.items = append(out.items, Char(u))
	}
	return out
}

func nextText(s string, by int) any {
	u := units(s)
	if len(u) == 0 {
		return "\x00"
	}
	u[len(u)-1] = uint16(int(u[len(u)-1]) + by)
	return u.String()
}
