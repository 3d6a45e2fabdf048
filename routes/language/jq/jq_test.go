package jq

import (
	"context"
	"errors"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func run(t *testing.T, text string, input any) ([]any, error) {
	t.Helper()
	p, err := Compile(text)
	if err != nil {
		t.Fatal(err)
	}
	return p.Run(components.NewExchange(context.Background(), nil), input)
}

// A program that has no end is ended.
func TestBounds(t *testing.T) {
	for _, text := range []string{
		"[recurse(.)]", "def f: 1 + f; f", "[range(1e18)]", `"x" * 1e12`, `reduce range(60) as $i ("x"; . + .)`, "reduce range(60) as $i ([1]; . + .)",
		".a[1e9] = 1", "last(range(1e6) as $i | range(1e6))",
	} {
		if found, err := run(t, text, components.NewMap()); err == nil {
			t.Errorf("%s: got %d values", text, len(found))
		}
	}
}

func TestEndsWithTheExchange(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p, err := Compile("[range(1e18)]")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Run(components.NewExchange(ctx, nil), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What a program changes is a copy.
func TestInputStays(t *testing.T) {
	input := components.NewMap("a", []any{1, 2}, "o", components.NewMap("k", 1))
	for _, text := range []string{".a[0] = 9", ".o.k = 9", "del(.a)", ".a += [3]", ".o |= . + {x: 1}", "walk(null)", ".a | sort | reverse", ".b = 1"} {
		if _, err := run(t, text, input); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if got := encoded(input); got != `{"a":[1,2],"o":{"k":1}}` {
			t.Fatalf("%s made it %s", text, got)
		}
	}
}

func TestMistakes(t *testing.T) {
	for text, offset := range map[string]int{".a |": 3, ".[": 1, "": 0, "nosuch": 0, "$x": 0, ".a as [$b] ?// $b | 1": 0, "import \"a\" as a; .": 0} {
		_, err := Compile(text)
		syntax := (*components.SyntaxError)(nil)
		if !errors.As(err, &syntax) || syntax.Offset != offset {
			t.Errorf("%s: got %#v", text, err)
		}
	}
}

func FuzzRun(f *testing.F) {
	for _, text := range []string{
		".a[1:] | map(. + 1)", `. as {a: [$x]} | $x // "d"`, `"a\(1 + 2)b" | gsub("(?<x>.)"; .x)`, "reduce .[] as $i (0; . + $i)", "label $f | 1, break $f",
		"try error({}) catch .", "[.[] | {a, (.b): 1}] | group_by(.a)", "paths(type == \"number\")", "@csv, @sh, @json", "header(\"a\") + body()",
	} {
		f.Add(text, `{"a":[1,2,{"b":null}],"b":"x"}`)
	}
	f.Fuzz(func(t *testing.T, text, json string) {
		p, err := Compile(text)
		if err != nil {
			return
		}
		input, err := components.DecodeJSONText(json)
		if err != nil {
			return
		}
		before := encoded(input)
		ctx, cancel := context.WithTimeout(context.Background(), 200_000_000)
		defer cancel()
		_, _ = p.Run(components.NewExchange(ctx, "b"), input)
		if encoded(input) != before {
			t.Errorf("%s changed its input", text)
		}
	})
}
