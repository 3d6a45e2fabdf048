package javatext

import (
	"errors"
	"regexp"
	"strings"
)

// posix are Java's names of ASCII classes.
var posix = map[string]string{
	"Lower": "lower", "Upper": "upper", "ASCII": "ascii", "Alpha": "alpha", "Digit": "digit", "Alnum": "alnum", "Punct": "punct",
	"Graph": "graph", "Print": "print", "Blank": "blank", "Cntrl": "cntrl", "XDigit": "xdigit", "Space": "space",
}

var repetition = regexp.MustCompile(`^\{\d+(,\d*)?\}`)

// translator writes a Java pattern as Go's libraries have it.
type translator struct {
	out    strings.Builder
	linear bool  // no look-around, no back reference, no possessive quantifier
	atom   int   // where in out the last thing that can be repeated begins
	groups []int // where the open groups begin
}

// translate answers the pattern in Go's notation and whether it can be matched in linear time.
func translate(pattern string) (text string, linear bool, err error) {
	t := &translator{linear: true}
	for i := 0; i < len(pattern); {
		n, err := t.next(pattern[i:])
		if err != nil {
			return "", false, err
		}
		i += n
	}
	return t.out.String(), t.linear, nil
}

// next writes what the rest begins with and answers its length.
func (t *translator) next(rest string) (int, error) {
	switch rest[0] {
	case '\\':
		if len(rest) == 1 {
			break
		}
		text, n := translateEscape(rest, false)
		if rest[1] >= '1' && rest[1] <= '9' || rest[1] == 'k' {
			t.linear = false
		}
		t.write(text)
		return n, nil
	case '[':
		text, n, linear, err := translateClass(rest)
		t.linear = t.linear && linear
		t.write(text)
		return n, err
	case '(':
		for _, look := range []string{"(?=", "(?!", "(?<=", "(?<!", "(?>"} {
			if strings.HasPrefix(rest, look) {
				t.linear = false
			}
		}
		t.groups = append(t.groups, t.out.Len())
	case ')':
		if n := len(t.groups); n > 0 {
			t.out.WriteByte(')')
			t.atom, t.groups = t.groups[n-1], t.groups[:n-1]
			return 1, nil
		}
	case '*', '+', '?', '{':
		return t.quantifier(rest)
	}
	t.write(rest[:1])
	return 1, nil
}

func (t *translator) write(text string) {
	t.atom = t.out.Len()
	t.out.WriteString(text)
}

// quantifier writes how often the last atom comes. With + behind it, it takes no step back.
func (t *translator) quantifier(rest string) (int, error) {
	n := 1
	if rest[0] == '{' {
		n = len(repetition.FindString(rest))
		if out := t.out.String(); n == 0 || out == "" || strings.IndexByte("(|", out[len(out)-1]) >= 0 && t.atom == len(out)-1 {
			return 0, errors.New("illegal repetition: write \\{ for a brace")
		}
	}
	if !strings.HasPrefix(rest[n:], "+") || t.out.Len() == 0 || t.out.Len() == t.atom {
		t.out.WriteString(rest[:n])
		return n, nil
	}
	t.linear = false
	all := t.out.String()
	t.out.Reset()
	t.out.WriteString(all[:t.atom] + "(?>" + all[t.atom:] + rest[:n] + ")")
	return n + 1, nil
}

// translateEscape writes an escape as Go has it and answers its length.
func translateEscape(s string, class bool) (string, int) {
	switch s[1] {
	case 'p', 'P':
		name, _, ok := strings.Cut(strings.TrimPrefix(s[2:], "{"), "}")
		ascii, known := posix[name]
		if !ok || !known {
			return s[:2], 2
		}
		if s[1] == 'P' {
			ascii = "^" + ascii
		}
		if class {
			return "[:" + ascii + ":]", len(name) + len(`\p{}`)
		}
		return "[[:" + ascii + ":]]", len(name) + len(`\p{}`)
	case 'Q':
		if end := strings.Index(s, `\E`); end >= 0 {
			return s[:end+2], end + 2
		}
		return s, len(s)
	case 'h':
		if class {
			return ` \t`, 2
		}
		return `[ \t]`, 2
	case 'Z':
		return `\z`, 2
	case 'R':
		return `(?:\r\n|[\n\r])`, 2
	}
	return s[:2], 2
}

var errClass = errors.New("a class in it has no end, or nothing in it")

// class is a set of characters: the intersection of parts, all of them written as classes.
type class struct {
	negated bool
	parts   []string
	linear  bool
}

// translateClass writes the class that s begins with and answers its length. Go's classes have no classes within: a union is
// written out, an intersection looks ahead.
func translateClass(s string) (text string, n int, linear bool, err error) {
	c := class{linear: true}
	i := 1
	if strings.HasPrefix(s[i:], "^") {
		c.negated = true
		i++
	}
	var items strings.Builder // of the part that is read
	nested := ""              // where the part is one class
	flush := func() {
		if items.Len() > 0 {
			c.parts = append(c.parts, "["+items.String()+"]")
		} else if nested != "" {
			c.parts = append(c.parts, nested)
		}
		items.Reset()
		nested = ""
	}
	for i < len(s) {
		switch rest := s[i:]; {
		case rest[0] == ']':
			flush()
			if len(c.parts) == 0 {
				return "", 0, false, errClass
			}
			return c.text(), i + 1, c.linear, nil
		case strings.HasPrefix(rest, "&&"):
			flush()
			i += 2
		case rest[0] == '[':
			inner, n, linear, err := translateClass(rest)
			if err != nil {
				return "", 0, false, err
			}
			c.linear = c.linear && linear
			i += n
			switch simple := linear && !strings.HasPrefix(inner, "[^"); {
			case items.Len() == 0 && nested == "":
				nested = inner
			case simple && strings.HasPrefix(inner, "["):
				if nested != "" {
					items.WriteString(strings.TrimSuffix(strings.TrimPrefix(nested, "["), "]"))
					nested = ""
				}
				items.WriteString(inner[1 : len(inner)-1])
			default:
				return "", 0, false, errors.New("it joins a class with a negated one within, which is not available here")
			}
		case rest[0] == '\\' && len(rest) > 1:
			text, n := translateEscape(rest, true)
			items.WriteString(text)
			i += n
		default:
			if nested != "" && strings.HasPrefix(nested, "[") && !strings.HasPrefix(nested, "[^") {
				items.WriteString(nested[1 : len(nested)-1])
				nested = ""
			}
			items.WriteByte(rest[0])
			i++
		}
	}
	return "", 0, false, errClass
}

func (c *class) text() string {
	last := c.parts[len(c.parts)-1]
	if len(c.parts) == 1 {
		if !c.negated {
			return last
		}
		if strings.HasPrefix(last, "[") && !strings.HasPrefix(last, "[^") {
			return "[^" + last[1:]
		}
	}
	c.linear = false
	all := ""
	for _, part := range c.parts[:len(c.parts)-1] {
		all += "(?=" + part + ")"
	}
	all += last
	if c.negated {
		return "(?:(?!" + all + `)[\s\S])`
	}
	return "(?:" + all + ")"
}
