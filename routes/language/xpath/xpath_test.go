package xpath

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestMistakes(t *testing.T) {
	for text, offset := range map[string]int{"": 0, "//a[": 4, "a b": 2, "x:a": 0, "nosuch(a)": 0, "foo::a": 0, "'a": 0, "count()": 0, strings.Repeat("(", 10_000): 500} {
		_, err := Compile(text, Resolver{})
		syntax := (*components.SyntaxError)(nil)
		if !errors.As(err, &syntax) || syntax.Offset != offset {
			t.Errorf("%.20s: got %#v", text, err)
		}
	}
}

// Work that grows with a power of the document is bounded, and ends with the exchange.
func TestBounds(t *testing.T) {
	doc, err := components.ToXML("<a>" + strings.Repeat("<b>1</b>", 2000) + "</a>")
	if err != nil {
		t.Fatal(err)
	}
	e, err := Compile("count(//b[count(//b[count(//b[. = //b]) > 1]) > 1])", Resolver{})
	if err != nil {
		t.Fatal(err)
	}
	if v, err := e.Evaluate(components.NewExchange(context.Background(), nil), doc); err == nil {
		t.Errorf("got %v", v)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Evaluate(components.NewExchange(ctx, nil), doc); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzEvaluate(f *testing.F) {
	for _, text := range []string{
		"//a[@b = 'c'][1]/text() | ../*[last() - 1]", "count(//p:*) div 2 - -1 * 3 mod 2", "concat(substring('abc', 2), $x, string(//a/@b))",
		"following::node()[preceding-sibling::a]/ancestor-or-self::*", "not(translate(., 'a', 'b') != lang('en')) and sum(//a) >= 5",
	} {
		f.Add(text, `<a b="c" xmlns:p="u"><p:x>t<![CDATA[y]]></p:x><?pi z?></a>`)
	}
	f.Fuzz(func(t *testing.T, text, document string) {
		e, err := Compile(text, Resolver{Namespaces: map[string]string{"p": "u"}})
		if err != nil {
			return
		}
		doc, err := components.ToXML(document)
		if err != nil {
			return
		}
		v, _ := e.Evaluate(components.NewExchange(context.Background(), nil), doc)
		_, _, _ = String(v), Number(v), Bool(v)
	})
}
