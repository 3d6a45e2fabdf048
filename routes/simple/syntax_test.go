package simple

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// mistake is a text, where it is wrong (the byte before which ^ stands, which is taken out) and what is said about it.
type mistake struct{ text, message, hint string }

func checkMistakes[T any](t *testing.T, compile func(string, *Env) (T, error), mistakes ...mistake) {
	t.Helper()
	for _, m := range mistakes {
		offset := strings.IndexByte(m.text, '^')
		_, err := compile(strings.Replace(m.text, "^", "", 1), testEnv)
		var syntax *components.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%s: got %v, want a syntax error", m.text, err)
			continue
		}
		if syntax.Offset != offset || !strings.Contains(syntax.Msg, m.message) || !strings.Contains(syntax.Hint, m.hint) {
			t.Errorf("%s:\n got %d: %s (%s)\nwant %d: %s (%s)", m.text, syntax.Offset, syntax.Msg, syntax.Hint, offset, m.message, m.hint)
		}
	}
}

func TestMistakesInTemplates(t *testing.T) {
	checkMistakes(t, Compile,
		mistake{"Hi ^${header.n", "${ has no closing }", "add }"},
		mistake{"Hi ^$simple{header.n", "$simple{ has no closing }", "add }"},
		mistake{"a ${^}", "no name", "${body}"},
		mistake{"a ${^haeder.n}", `unknown function ${haeder.n}`, "did you mean ${header}?"},
		mistake{"a ${^ body}", "a blank stands before", "write ${body}"},
		mistake{"${uppercase(${^upercase()})}", "unknown function", "did you mean ${uppercase}?"},
		mistake{"${^trim}", "unknown function", "write ${trim()}"},
		mistake{"${^bean:foo}", "there is no bean", ""},
		mistake{"${exchangeId^(x)}", "takes no arguments", "write ${exchangeId}"},
		mistake{"${^header}", "needs a name", "write ${header.name}"},
		mistake{"${body^[a}", "[ has no closing ]", "add ]"},
		mistake{"${body.a.^}", "a name is missing", ""},
		mistake{"${body.get^(}", "get( has no closing )", "add )"},
		mistake{"${body^ length}", "unexpected", "write [key] or .method()"},
		mistake{"${bodyAs(^Strin)}", "unknown type", "known are String"},
		mistake{"${^replace('a')}", "takes 2 to 3 arguments, not 1", ""},
		mistake{"${hash(a,^SHA-2)}", "unknown hash algorithm", "SHA-256"},
		mistake{"${uuid(^foo)}", "unknown kind of uuid", "known are default"},
		mistake{"${split(a,'^(')}", "bad regular expression", ""},
		mistake{"${^map(a,1,b)}", "in pairs, not 3", "key1"},
		mistake{"${date:^nwo:yyyy}", "unknown date command", "known are now"},
		mistake{"${date:now:^yyyy-mm-ddThh}", `has "T"`, "single quotes"},
		mistake{"${date:header.x^+1w:dd}", "is no offset", "now-24h"},
		mistake{"${date-with-timezone:now:^Mars/Base:HH}", "unknown time zone", "Europe/Berlin"},
		mistake{"${^date-with-timezone:now:UTC}", "a time zone and a pattern", "yyyy"},
		mistake{"${^file:nam}", "unknown function", "did you mean ${file:name}?"},
		mistake{"${^header.t ? 'a' : 'b'}", "is no comparison", "> 3"},
		mistake{"${header.n > 3 ? ^1 : 2}", "unknown function ${1}", ""},
		mistake{"${header.n > 3 ^&& header.m < 4 ? 'a' : 'b'}", "unexpected", "one comparison"},
		mistake{"${header.n} ?: ^~> x", "no value on its right", "quoted text"},
		mistake{"${^jsonpath($.a)}", "not available here", ""},
	)
}

func TestMistakesInPredicates(t *testing.T) {
	checkMistakes(t, CompilePredicate,
		mistake{"${header.n} > 3 ^and ${header.n} < 9", `unknown operator "and"`, "write &&"},
		mistake{"${header.n} > 3 ^OR ${header.n} < 9", `unknown operator "OR"`, "write ||"},
		mistake{"${header.n} ^= 5", `unknown operator "="`, "write =="},
		mistake{"${header.n} ^equals 5", `unknown operator "equals"`, "write =="},
		mistake{"${header.n} ^contain 5", `unknown operator "contain"`, "did you mean contains?"},
		mistake{"${header.n}^>3", "unexpected", "a blank on both sides of >"},
		mistake{"${header.n} ^>3", "unexpected", "a blank on both sides of >"},
		mistake{"${header.n}^> 3", "unexpected", "a blank on both sides of >"},
		mistake{"${header.n} ^==", "nothing on its right", "a value"},
		mistake{"^5 == ${header.n}", "unexpected", "on the left"},
		mistake{"^null", "unexpected", "on the left"},
		mistake{"${header.n} == ^TRUE", "unexpected", "write true"},
		mistake{"${header.n} == ^abc", "unexpected", "'abc'"},
		mistake{"${header.n} == ^'abc", "no end", "close the quote"},
		mistake{"^${header.t} && ${header.n} == 5", "needs comparisons", "== true"},
		mistake{"${header.n} == 5 && ^${header.t}", "needs comparisons", "== true"},
		mistake{"${header.n} == 5 ^&&", "nothing on its right", "a comparison"},
		mistake{"${header.n} == 5 ^&&${header.t} == true", "unexpected", "a blank on both sides of &&"},
		mistake{"^&& ${header.n} == 5", "unexpected", "both sides"},
		mistake{"^(${header.n} == 5)", "unexpected", "no parentheses"},
		mistake{"^!${header.t}", "unexpected", "${not(...)}"},
		mistake{"^not ${header.t}", "unexpected", "${not(...)}"},
		mistake{"${header.n} regex ^'('", "bad regular expression", ""},
		mistake{"${header.n} range ^'1-5'", "is no range", "10..20"},
		mistake{"${header.n} is '^Strin'", "unknown class", "did you mean 'String'?"},
		mistake{"${header.n} is '^Map'", "unknown class", "write 'java.util.Map'"},
		mistake{"${header.n} is ^String", "unexpected", "'String'"},
		mistake{"${header.n} == 5 ? 'a' ^'b'", "has no :", "'no'"},
		mistake{"^plain text", `unexpected "plain"`, "write quoted text"},
	)
}

func TestNestingIsBounded(t *testing.T) {
	deep := strings.Repeat("${uppercase(", 2000) + "${body}" + strings.Repeat(")}", 2000)
	for _, text := range []string{deep, strings.Repeat("${", 5000), strings.Repeat("${body[", 3000) + strings.Repeat("]}", 3000), strings.Repeat("${not(", 500) + "true" + strings.Repeat(")}", 500)} {
		if _, err := Compile(text, nil); err == nil {
			t.Errorf("%.20s... compiled", text)
		}
		if _, err := CompilePredicate(text, nil); err == nil {
			t.Errorf("%.20s... compiled as a predicate", text)
		}
	}
	if _, err := Compile(strings.Repeat("${uppercase(", 20)+"${body}"+strings.Repeat(")}", 20), nil); err != nil {
		t.Error(err)
	}
}
