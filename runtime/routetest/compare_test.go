package routetest

import (
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

func yamlValue(t *testing.T, text string) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	v, err := valueOf(n.Content[0])
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestCompare: what each rule of comparing lets through and what it reports.
func TestCompare(t *testing.T) {
	for _, row := range []struct {
		name, want, got string
		strict          bool
		found           string
	}{
		{"same", `mocks: {a: [{body: 1}]}`, `mocks: {a: [{body: 1}]}`, true, ""},
		{"absent key", `replies: []`, `mocks: {a: [{body: 1}]}`, false, ""},
		{"absent key, strict", `replies: []`, `mocks: {a: [{body: 1}]}`, true, `mocks.a[0]: want nothing, got {body: 1}`},
		{"empty mock", `mocks: {a: []}`, `mocks: {}`, true, ""},
		{"unknown empty mock", `mocks: {}`, `mocks: {a: []}`, true, ""},
		{"text is no number", `replies: [{body: "1"}]`, `replies: [{body: 1}]`, false, `replies[0].body: want "1", got 1`},
		{"float is no integer", `replies: [{body: 1.0}]`, `replies: [{body: 1}]`, false, `replies[0].body: want 1.0, got 1`},
		{"floats by value", `replies: [{body: 1.0E20}]`, `replies: [{body: 100000000000000000000.0}]`, false, ""},
		{"truth is no text", `replies: [{body: "true"}]`, `replies: [{body: true}]`, false, `replies[0].body: want "true", got true`},
		{"header names", `replies: [{headers: {FOO: a}}]`, `replies: [{headers: {foo: a}}]`, true, ""},
		{"one header more", `replies: [{headers: {}}]`, `replies: [{headers: {foo: a}}]`, false, ""},
		{"one header more, strict", `replies: [{headers: {}}]`, `replies: [{headers: {foo: a}}]`, true, `replies[0].headers.foo: want nothing, got "a"`},
		{"a header differs", `replies: [{headers: {foo: a}}]`, `replies: [{headers: {foo: b}}]`, false, `replies[0].headers.foo: want "a", got "b"`},
		{"null is absent", `replies: [{headers: {foo: null}}]`, `replies: [{body: 1}]`, false, ""},
		{"null is not a value", `replies: [{headers: {foo: null}}]`, `replies: [{headers: {foo: 1}}]`, false, `replies[0].headers.foo: want null, got 1`},
		{"maps in a body are exact", `replies: [{body: {a: 1}}]`, `replies: [{body: {a: 1, b: null}}]`, false, `replies[0].body.b: want nothing, got null`},
		{"order of a map", `replies: [{body: {a: 1, b: 2}}]`, `replies: [{body: {b: 2, a: 1}}]`, true, ""},
		{"order of a list", `replies: [{body: [1, 2]}]`, `replies: [{body: [2, 1]}]`, false, "replies[0].body[0]: want 1, got 2\nreplies[0].body[1]: want 2, got 1"},
		{"too few messages", `mocks: {a: [{body: 1}, {body: 2}]}`, `mocks: {a: [{body: 1}]}`, false, `mocks.a[1]: want {body: 2}, got nothing`},
		{"too many messages", `mocks: {a: [{body: 1}]}`, `mocks: {a: [{body: 1}, {body: 2}]}`, false, `mocks.a[1]: want nothing, got {body: 2}`},
		{"a library's exception", `replies: [{exception: com.x.Bad}]`, `replies: [{exception: java.lang.Exception, message: m}]`, true, ""},
		{"Java's exception", `replies: [{exception: java.io.IOException}]`, `replies: [{exception: java.lang.Exception}]`, true, `replies[0].exception: want "java.io.IOException", got "java.lang.Exception"`},
		{"a message that is not expected", `replies: [{exception: java.io.IOException}]`, `replies: [{exception: java.io.IOException, message: m}]`, true, ""},
		{"another message", `replies: [{message: a}]`, `replies: [{exception: java.io.IOException, message: m}]`, false, `replies[0].message: want "a", got "m"`},
		{"an error more", `mocks: {}`, `error: "bad"`, false, "error: want nothing, got\n  bad"},
		{"an error of other words", `error: this`, `error: that`, true, ""},
		{"no error", `error: this`, `mocks: {}`, true, `error: want "this", got nothing`},
		{"files", `files: {a: x}`, `files: {a: x, b: y}`, false, ""},
		{"files, strict", `files: {a: x}`, `files: {a: x, b: y}`, true, `files.b: want nothing, got "y"`},
		{"log", `log: [INFO a]`, `log: [INFO a, INFO b]`, false, `log[1]: want nothing, got "INFO b"`},
		{"binary text", `replies: [{body: !!binary AEE=}]`, `replies: [{body: "\0A"}]`, true, ""},
		{"unknown key", `mock: {}`, `{}`, false, `mock: expect has no such key: there are error, replies, mocks, log, files and eval`},
		{"pause", `replies: [null]`, `replies: [null]`, true, ""},
	} {
		c := &comparison{strict: row.strict}
		got, _ := each(recorded(yamlValue(t, row.got)), func(s string) string { return s }).(*components.Map)
		c.outcome(yamlValue(t, row.want).(*components.Map), got)
		if found := text(c.found); found != row.found {
			t.Errorf("%s: got\n%s\nwant\n%s", row.name, found, row.found)
		}
	}
}

func text(list []Difference) string {
	lines := make([]string, len(list))
	for i, d := range list {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

func TestCompareUnordered(t *testing.T) {
	c := &comparison{unordered: true}
	c.outcome(yamlValue(t, `{mocks: {a: [{body: 1}, {body: 2}, {body: 3}]}, log: [x, y]}`).(*components.Map),
		recorded(yamlValue(t, `{mocks: {a: [{body: 3}, {body: 4}, {body: 1}, {body: 5}]}, log: [y, x]}`)).(*components.Map))
	want := "mocks.a[1].body: want 2, got 4\nmocks.a[3]: want nothing, got {body: 5}"
	if got := text(c.found); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCompareObjects(t *testing.T) {
	for _, row := range []struct {
		want  string
		got   any
		equal bool
	}{
		{"{$class: File}", object{file: true}, true},
		{"{$class: File}", "text", false},
		{"{$class: Date, text: now}", object{text: "now"}, true},
		{"{$class: Other, text: now}", object{text: "now"}, true},
		{"{$class: Date, text: then}", object{text: "now"}, false},
		{"now", object{text: "now"}, false},
		{"{exception: java.io.IOException, message: m}", failure{"java.io.IOException", "m"}, true},
		{"{exception: java.io.IOException}", failure{"java.io.IOException", "m"}, true},
		{"{exception: java.io.IOException, message: n}", failure{"java.io.IOException", "m"}, false},
		{"{exception: com.x.Y}", failure{"java.lang.Exception", "m"}, true},
	} {
		c := &comparison{strict: true}
		c.value("v", yamlValue(t, row.want), row.got)
		if equal := len(c.found) == 0; equal != row.equal {
			t.Errorf("want %s, got %v: %v", row.want, row.got, c.found)
		}
	}
}

func TestLongDifferences(t *testing.T) {
	long := strings.Repeat("x", 500)
	got := Difference{Path: "p", Want: long + "a" + long, Got: long + "b" + long}.String()
	want := "p: (from character 501 on they differ)\n  want …" + strings.Repeat("x", 200) + "a" + strings.Repeat("x", 199) + "…\n  got  …" +
		strings.Repeat("x", 200) + "b" + strings.Repeat("x", 199) + "…"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestPlainScalars: values without quotes are what Camel's YAML reader, which follows YAML 1.1, takes them for.
func TestPlainScalars(t *testing.T) {
	for text, want := range map[string]any{
		"1": 1, "2147483648": int64(2147483648), "010": 8, "08": "08", "0x1F": 31, "1_000": 1000, "1.5": 1.5, "1e3": 1000.0, "1.0E20": 1e20,
		"yes": true, "off": false, "~": nil, "'yes'": "yes", `"1"`: "1", "1.2.3": "1.2.3", "-7": -7, "+7": 7, "x": "x", "!!str 1": "1", ".5": 0.5,
		"2020-01-01": "2020-01-01",
	} {
		if got := yamlValue(t, text); got != want {
			t.Errorf("%s: got %T %v, want %T %v", text, got, got, want, want)
		}
	}
}
