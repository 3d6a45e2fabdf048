package javatext

import (
	"fmt"
	"regexp"
	"strings"
)

// FullMatch compiles a Java regular expression that must match the whole of a text.
func FullMatch(pattern string) (*regexp.Regexp, error) {
	translated, err := translate(pattern)
	if err != nil {
		return nil, err
	}
	return compileRegexp(pattern, `\A(?:`+translated+`)\z`)
}

// Regexp compiles a Java regular expression.
func Regexp(pattern string) (*regexp.Regexp, error) {
	translated, err := translate(pattern)
	if err != nil {
		return nil, err
	}
	return compileRegexp(pattern, translated)
}

func compileRegexp(pattern, translated string) (*regexp.Regexp, error) {
	re, err := regexp.Compile(translated)
	if err != nil {
		if _, why, ok := strings.Cut(err.Error(), "error parsing regexp: "); ok {
			return nil, fmt.Errorf("bad regular expression %q: %s", pattern, why)
		}
		return nil, fmt.Errorf("bad regular expression %q: %w", pattern, err)
	}
	return re, nil
}

// posix are Java's names of ASCII classes.
var posix = map[string]string{
	"Lower": "lower", "Upper": "upper", "ASCII": "ascii", "Alpha": "alpha", "Digit": "digit", "Alnum": "alnum", "Punct": "punct",
	"Graph": "graph", "Print": "print", "Blank": "blank", "Cntrl": "cntrl", "XDigit": "xdigit", "Space": "space",
}

var repetition = regexp.MustCompile(`^\{\d+(,\d*)?\}`)

// translate writes a Java pattern as Go has it. What would need backtracking (look-around, back references, possessive
// quantifiers) and set operations in classes is refused: matching here is linear in the text, whoever sent it.
func translate(pattern string) (string, error) {
	var b strings.Builder
	class := false
	for i := 0; i < len(pattern); i++ {
		rest := pattern[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1:
			text, n := translateEscape(rest, class)
			b.WriteString(text)
			i += n - 1
			continue
		case class && strings.HasPrefix(rest, "&&"), class && rest[0] == '[':
			return "", fmt.Errorf("the regular expression %q has a class inside a class, which is not available here", pattern)
		case !class && (strings.HasPrefix(rest, "(?=") || strings.HasPrefix(rest, "(?!") || strings.HasPrefix(rest, "(?<=") ||
			strings.HasPrefix(rest, "(?<!") || strings.HasPrefix(rest, "(?>")):
			return "", fmt.Errorf("the regular expression %q looks around (%s), which is not available here", pattern, rest[:3])
		case !class && rest[0] == '{' && (!repetition.MatchString(rest) || i == 0 || strings.IndexByte("(|", pattern[i-1]) >= 0):
			return "", fmt.Errorf("the regular expression %q has an illegal repetition: write \\{ for a brace", pattern)
		case !class && rest[0] == '[':
			class = true
			if strings.HasPrefix(rest, "[]") || strings.HasPrefix(rest, "[^]") {
				return "", fmt.Errorf("the regular expression %q has an empty class", pattern)
			}
		case class && rest[0] == ']':
			class = false
		}
		b.WriteByte(rest[0])
	}
	return b.String(), nil
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
