package freemarker

import (
	"context"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"freemarker:a.ftl", "freemarker:file:a.ftl?contentCache=true&encoding=UTF-8"}})
}

// process fills in a template that a bean holds.
func process(t *testing.T, text string, body any) (any, error) {
	t.Helper()
	ctx := &components.Context{Bean: func(string) any { return text }}
	ex := components.NewExchange(context.Background(), body)
	err := componenttest.Producer(t, ctx, Component, "freemarker:ref:it").Process(ex)
	return ex.Body, err
}

func TestBounds(t *testing.T) {
	for name, text := range map[string]string{
		"tags":       strings.Repeat("<#if true>", 200) + strings.Repeat("</#if>", 200),
		"brackets":   "${" + strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000) + "}",
		"lists":      "${" + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}",
		"negations":  "${(" + strings.Repeat("!", 5000) + "true)?c}",
		"a macro":    "<#macro again><@again/></#macro><@again/>",
		"a function": "<#function again><#return again()></#function>${again()}",
		"an eval":    "<#assign again = 'again?eval'>${again?eval}",
		"a range":    "<#list 1..2000000000 as i></#list>",
		"a loop":     strings.Repeat("<#list 1..1000 as i>", 4) + "x" + strings.Repeat("</#list>", 4),
		"a text":     "<#assign x = 'xxxxxxxxxxxxxxxx'><#list 1..40 as i><#assign x = x + x></#list>${x}",
		"Java":       `${"freemarker.template.utility.Execute"?new()("id")}`,
	} {
		if _, err := process(t, text, "x"); err == nil {
			t.Errorf("%s without end: no error", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"${body}", "${a!'x'}", "<#if a??><#else></#if>", "<#list 1..2 as i>${i?index}<#sep>,</#list>", "<#assign a = {'b': [1, \"${c}\"]}>", "<#macro a b><#nested></#macro><@a b=1>x</@a>", "${x?upper_case[1..2]}", "<#switch a><#case 1></#switch>", "<#t> x\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = process(t, text, "x")
	})
}
