package velocity

import (
	"context"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"velocity:a.vm", "velocity:file:a.vm?contentCache=true&encoding=UTF-8"}})
}

// process fills in a template that a bean holds.
func process(t *testing.T, text string, body any) (any, error) {
	t.Helper()
	ctx := &components.Context{Bean: func(string) any { return text }}
	ex := components.NewExchange(context.Background(), body)
	err := componenttest.Producer(t, ctx, Component, "velocity:ref:it").Process(ex)
	return ex.Body, err
}

func TestBounds(t *testing.T) {
	for name, text := range map[string]string{
		"blocks":      strings.Repeat("#if(true)", 200) + strings.Repeat("#end", 200),
		"brackets":    "#set($x = " + strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000) + ")",
		"lists":       "#set($x = " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + ")",
		"negations":   "#if(" + strings.Repeat("!", 5000) + "true)#end",
		"texts":       "#set($x = " + strings.Repeat(`"$`, 5000) + ")",
		"a macro":     "#macro(again)#again()#end#again()",
		"an evaluate": "#set($again = '#evaluate($again)')#evaluate($again)",
		"a range":     "#foreach($i in [1..2000000000])#end",
		"a loop":      strings.Repeat("#foreach($i in [1..1000])", 4) + "x" + strings.Repeat("#end", 4),
		"a text":      "#set($x = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..40])#set($x = \"$x$x\")#end$x",
	} {
		if _, err := process(t, text, "x"); err == nil {
			t.Errorf("%s without end: no error", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"$body", "${body|'x'}", "#if($a)#else#end", "#foreach($i in [1..2])$i#end", "#set($a = {'b': [1, \"$c\"]})", "\\$a", "#macro(a $b)#end#a(1)", "#[[", "$a.b(1)[2]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = process(t, text, "x")
	})
}
