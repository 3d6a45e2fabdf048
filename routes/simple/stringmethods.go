package simple

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// stringMethod calls a method of java.lang.String.
func stringMethod(s, name string, args []any) (any, error) {
	texts := make([]string, len(args))
	for i, a := range args {
		texts[i] = components.Text(a)
	}
	switch len(args) {
	case 0:
		if v, ok := stringGetter(s, name); ok {
			return v, nil
		}
	case 1:
		if v, ok, err := stringMethod1(s, name, texts[0], args[0]); ok {
			return v, err
		}
	case 2:
		if v, ok, err := stringMethod2(s, name, texts, args); ok {
			return v, err
		}
	}
	return nil, notFound(s, name)
}

func stringGetter(s, name string) (any, bool) {
	switch name {
	case "length", "size":
		return utf8.RuneCountInString(s), true
	case "isEmpty", "empty":
		return s == "", true
	case "isBlank", "blank":
		return strings.TrimSpace(s) == "", true
	case "toUpperCase":
		return strings.ToUpper(s), true
	case "toLowerCase":
		return strings.ToLower(s), true
	case "trim", "strip":
		return strings.TrimSpace(s), true
	case "bytes", "getBytes":
		return []byte(s), true
	case "lines":
		return listOf(strings.Split(strings.TrimSuffix(s, "\n"), "\n")), true
	}
	return nil, false
}

func listOf(texts []string) []any {
	list := make([]any, len(texts))
	for i := range texts {
		list[i] = texts[i]
	}
	return list
}

func stringMethod1(s, name, a string, arg any) (any, bool, error) {
	switch name {
	case "contains":
		return strings.Contains(s, a), true, nil
	case "startsWith":
		return strings.HasPrefix(s, a), true, nil
	case "endsWith":
		return strings.HasSuffix(s, a), true, nil
	case "equalsIgnoreCase":
		return strings.EqualFold(s, a), true, nil
	case "concat":
		return s + a, true, nil
	case "compareTo":
		return strings.Compare(s, a), true, nil
	case "indexOf":
		return runeIndex(s, strings.Index(s, a)), true, nil
	case "lastIndexOf":
		return runeIndex(s, strings.LastIndex(s, a)), true, nil
	case "matches":
		re, err := fullMatch(a)
		return err == nil && re.MatchString(s), true, err
	case "split":
		re, err := regexp.Compile(a)
		if err != nil {
			return nil, true, err
		}
		parts := re.Split(s, -1)
		for len(parts) > 1 && parts[len(parts)-1] == "" { // Java drops empty parts at the end
			parts = parts[:len(parts)-1]
		}
		return listOf(parts), true, nil
	case "repeat":
		n, err := components.Int(arg)
		if err != nil || n < 0 || int(n)*len(s) > 1<<20 {
			return nil, true, components.NewException(components.IllegalArgumentException, "count is negative or too large: "+a)
		}
		return strings.Repeat(s, int(n)), true, nil
	case "charAt":
		v, err := substring(s, arg, nil)
		if r, ok := v.(string); ok && err == nil && r != "" {
			return string([]rune(r)[0]), true, nil
		}
		return nil, true, components.NewException("java.lang.StringIndexOutOfBoundsException", "Index "+a+" out of bounds")
	case "substring":
		v, err := substring(s, arg, nil)
		return v, true, err
	}
	return nil, false, nil
}

func stringMethod2(s, name string, a []string, args []any) (any, bool, error) {
	switch name {
	case "replace":
		return strings.ReplaceAll(s, a[0], a[1]), true, nil
	case "replaceAll", "replaceFirst":
		re, err := regexp.Compile(a[0])
		if err != nil {
			return nil, true, err
		}
		with := javaReplacement.ReplaceAllString(a[1], "${$1}")
		if name == "replaceAll" {
			return re.ReplaceAllString(s, with), true, nil
		}
		at := re.FindStringSubmatchIndex(s)
		if at == nil {
			return s, true, nil
		}
		return s[:at[0]] + string(re.ExpandString(nil, with, s, at)) + s[at[1]:], true, nil
	case "substring":
		v, err := substring(s, args[0], args[1])
		return v, true, err
	case "split":
		return listOf(strings.SplitN(s, a[0], -1)), true, nil
	}
	return nil, false, nil
}

// javaReplacement finds $1 of a Java replacement, which Go writes ${1}.
var javaReplacement = regexp.MustCompile(`\$(\d)`)

func runeIndex(s string, i int) int {
	if i < 0 {
		return -1
	}
	return utf8.RuneCountInString(s[:i])
}

// substring is Java's: from inclusive, to exclusive, in characters.
func substring(s string, from, to any) (any, error) {
	r := []rune(s)
	begin, err := components.Int(from)
	if err != nil {
		return nil, err
	}
	end := int64(len(r))
	if to != nil {
		if end, err = components.Int(to); err != nil {
			return nil, err
		}
	}
	if begin < 0 || end > int64(len(r)) || begin > end {
		return nil, components.NewException("java.lang.StringIndexOutOfBoundsException", fmt.Sprintf("begin %d, end %d, length %d", begin, end, len(r)))
	}
	return string(r[begin:end]), nil
}
