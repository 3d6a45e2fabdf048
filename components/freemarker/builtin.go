package freemarker

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// builtIn makes value?name(arguments).
func builtIn(name string, e expression, args []expression) (expression, error) {
	switch name {
	case "has_content", "default", "exists", "if_exists":
		return ofMissing(name, e, args), nil
	case "then":
		if len(args) != 2 {
			return nil, parseError("?then needs two arguments")
		}
		return func(s *scope) (any, error) {
			b, err := condition(s, e)
			if err != nil {
				return nil, err
			}
			if b {
				return args[0](s)
			}
			return args[1](s)
		}, nil
	case "eval":
		return evaluated(e), nil
	}
	if of := textBuiltIns[name]; of != nil {
		return func(s *scope) (any, error) {
			text, err := textOf(s, e)
			if err != nil {
				return nil, err
			}
			given, err := texts(s, args)
			if err != nil {
				return nil, err
			}
			return of(text, given)
		}, nil
	}
	if of := valueBuiltIns[name]; of != nil {
		return func(s *scope) (any, error) {
			v, err := e(s)
			if err != nil {
				return nil, err
			}
			if v == nil {
				return nil, missing("what ?" + name + " is asked of")
			}
			given, err := values(s, args)
			if err != nil {
				return nil, err
			}
			return of(s, v, given)
		}, nil
	}
	return nil, parseError("?%s is not known here", name)
}

// ofMissing are the built-ins that take a value which is missing.
func ofMissing(name string, e expression, args []expression) expression {
	return func(s *scope) (any, error) {
		v, err := e(s)
		switch {
		case err != nil:
			return nil, err
		case name == "exists":
			return v != nil, nil
		case name == "has_content":
			return hasContent(v), nil
		case v != nil:
			return v, nil
		}
		for _, a := range args {
			if v, err := a(s); v != nil || err != nil {
				return v, err
			}
		}
		return nothing{}, nil
	}
}

func hasContent(v any) bool {
	switch v := v.(type) {
	case nil, nothing:
		return false
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case *components.Map:
		return v.Len() > 0
	case template.Headers:
		return v.Len() > 0
	}
	return true
}

func evaluated(e expression) expression {
	return func(s *scope) (any, error) {
		text, err := textOf(s, e)
		if err != nil {
			return nil, err
		}
		inner, err := whole(text)
		if err != nil {
			return nil, failure("_MiscTemplateException", "Failed to eval: "+err.Error())
		}
		if s.depth++; s.depth > maxDepth {
			return nil, failure("_MiscTemplateException", "?eval nests too deep")
		}
		defer func() { s.depth-- }()
		return inner(s)
	}
}

func texts(s *scope, args []expression) ([]string, error) {
	given := make([]string, len(args))
	for i, a := range args {
		v, err := a(s)
		if err == nil {
			if n, ok := number(v); ok {
				given[i] = strconv.FormatFloat(n, 'f', -1, 64)
				continue
			}
			given[i], err = s.text(v)
		}
		if err != nil {
			return nil, err
		}
	}
	return given, nil
}

func wrongArguments(name string) error {
	return failure("_MiscTemplateException", "?"+name+" is called with the wrong arguments")
}

var (
	htmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")
	xmlEscapes  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")
	jsEscapes   = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "'", `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\b", `\b`, "\f", `\f`, "</", `<\/`)
	jsonEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\b", `\b`, "\f", `\f`)
)

// of makes a built-in of a text without arguments.
func of(change func(string) string) func(string, []string) (any, error) {
	return func(s string, _ []string) (any, error) { return change(s), nil }
}

// with makes a built-in of a text with at least so many arguments.
func with(n int, name string, change func(s string, args []string) any) func(string, []string) (any, error) {
	return func(s string, args []string) (any, error) {
		if len(args) < n {
			return nil, wrongArguments(name)
		}
		return change(s, args), nil
	}
}

// textBuiltIns take a text, or what has one.
var textBuiltIns = map[string]func(s string, args []string) (any, error){
	"upper_case": of(strings.ToUpper), "lower_case": of(strings.ToLower), "trim": of(strings.TrimSpace),
	"html": of(htmlEscapes.Replace), "xml": of(xmlEscapes.Replace), "xhtml": of(htmlEscapes.Replace),
	"js_string": of(jsEscapes.Replace), "json_string": of(jsonEscapes.Replace),
	"cap_first":   of(func(s string) string { return first(s, unicode.ToUpper) }),
	"uncap_first": of(func(s string) string { return first(s, unicode.ToLower) }),
	"capitalize":  of(capitalized),
	"url":         of(func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }),
	"length":      func(s string, _ []string) (any, error) { return utf8.RuneCountInString(s), nil },
	"word_list":   func(s string, _ []string) (any, error) { return list(strings.Fields(s)), nil },
	"boolean":     func(s string, _ []string) (any, error) { return s == "true", nil },
	"number": func(s string, _ []string) (any, error) {
		f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		if err != nil {
			return nil, failure("NonNumericalException", "Can't convert this string to number: "+s)
		}
		return f, nil
	},
	"contains":           with(1, "contains", func(s string, a []string) any { return strings.Contains(s, a[0]) }),
	"starts_with":        with(1, "starts_with", func(s string, a []string) any { return strings.HasPrefix(s, a[0]) }),
	"ends_with":          with(1, "ends_with", func(s string, a []string) any { return strings.HasSuffix(s, a[0]) }),
	"index_of":           with(1, "index_of", func(s string, a []string) any { return strings.Index(s, a[0]) }),
	"last_index_of":      with(1, "last_index_of", func(s string, a []string) any { return strings.LastIndex(s, a[0]) }),
	"replace":            with(2, "replace", func(s string, a []string) any { return strings.ReplaceAll(s, a[0], a[1]) }),
	"split":              with(1, "split", func(s string, a []string) any { return list(strings.Split(s, a[0])) }),
	"keep_before":        with(1, "keep_before", func(s string, a []string) any { before, _, _ := strings.Cut(s, a[0]); return before }),
	"keep_after":         with(1, "keep_after", func(s string, a []string) any { _, after, _ := strings.Cut(s, a[0]); return after }),
	"remove_beginning":   with(1, "remove_beginning", func(s string, a []string) any { return strings.TrimPrefix(s, a[0]) }),
	"remove_ending":      with(1, "remove_ending", func(s string, a []string) any { return strings.TrimSuffix(s, a[0]) }),
	"ensure_starts_with": with(1, "ensure_starts_with", func(s string, a []string) any { return a[0] + strings.TrimPrefix(s, a[0]) }),
	"ensure_ends_with":   with(1, "ensure_ends_with", func(s string, a []string) any { return strings.TrimSuffix(s, a[0]) + a[0] }),
	"left_pad":           with(1, "left_pad", func(s string, a []string) any { return padding(s, a) + s }),
	"right_pad":          with(1, "right_pad", func(s string, a []string) any { return s + padding(s, a) }),
	"substring":          substring,
}

const longestPad = 10_000

func padding(s string, args []string) string {
	n, _ := strconv.Atoi(args[0])
	sign := " "
	if len(args) > 1 && args[1] != "" {
		sign = args[1]
	}
	n = min(n, longestPad) - utf8.RuneCountInString(s)
	if n <= 0 {
		return ""
	}
	return string([]rune(strings.Repeat(sign, n))[:n])
}

func first(s string, change func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(change(r)) + s[n:]
}

func capitalized(s string) string {
	words := strings.Split(strings.ToLower(s), " ")
	for i := range words {
		words[i] = first(words[i], unicode.ToUpper)
	}
	return strings.Join(words, " ")
}

func list(words []string) []any {
	all := make([]any, len(words))
	for i, w := range words {
		all[i] = w
	}
	return all
}

func substring(s string, args []string) (any, error) {
	runes := []rune(s)
	from, to := 0, len(runes)
	var err error
	if len(args) > 0 {
		from, err = strconv.Atoi(args[0])
	}
	if len(args) > 1 && err == nil {
		to, err = strconv.Atoi(args[1])
	}
	if err != nil || len(args) == 0 || from < 0 || from > to || to > len(runes) {
		return nil, failure("_MiscTemplateException", "?substring is out of bounds")
	}
	return string(runes[from:to]), nil
}
