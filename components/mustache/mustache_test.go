package mustache

import (
	"context"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"mustache:a.mustache", "mustache:file:a.mustache?contentCache=true", "mustache:ref:a?startDelimiter=<<&endDelimiter=>>",
	}})
}

// process fills in a template that a bean holds.
func process(t *testing.T, text string, body any) (any, error) {
	t.Helper()
	ctx := &components.Context{Bean: func(string) any { return text }}
	ex := components.NewExchange(context.Background(), body)
	err := componenttest.Producer(t, ctx, Component, "mustache:ref:it").Process(ex)
	return ex.Body, err
}

func TestBounds(t *testing.T) {
	deep := strings.Repeat("{{#body}}", 200) + strings.Repeat("{{/body}}", 200)
	if _, err := process(t, deep, true); components.Class(err) != mustacheException {
		t.Errorf("sections without end: %v", err)
	}
	if _, err := process(t, "{{>it}}", "x"); err == nil {
		t.Error("a partial that is not there is taken")
	}
	many := make([]any, 1000)
	if _, err := process(t, "{{#body}}{{#body}}{{#body}}x{{/body}}{{/body}}{{/body}}", many); err != nil {
		t.Log(err)
	}
	endless := strings.Repeat("{{#list}}", 4) + "x" + strings.Repeat("{{/list}}", 4)
	m := &components.Map{}
	for i := range many {
		many[i] = m
	}
	m.Set("list", many)
	if _, err := process(t, "{{#body}}"+endless+"{{/body}}", m); components.Class(err) != "java.lang.IllegalStateException" {
		t.Errorf("a million million pieces: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"{{body}}", "{{#a}}{{/a}}", "{{=<% %>=}}<%a%>", "{{{a}}}", "{{", "{{#", "{{>a}}", "\n {{^a}} \n{{/a}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = process(t, text, "x")
	})
}
