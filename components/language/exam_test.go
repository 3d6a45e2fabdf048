package language

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"language:simple",
		"language:simple:hello",
		"language:jq?resultType=int&script=.a",
	}})
}

// shout is the only language of these tests: what stands there, and the body.
func newContext() *components.Context {
	return &components.Context{Compile: func(language, text string) (components.Expression, error) {
		if language != "shout" {
			return nil, &components.SyntaxError{Msg: "no " + language, Need: "language:" + language}
		}
		if text == "wrong" {
			return nil, &components.SyntaxError{Msg: "wrong"}
		}
		return func(ex *components.Exchange) (any, error) { return text + components.Text(ex.Body), nil }, nil
	}}
}

func TestProcess(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(file, []byte("of a file "), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		uri, header string
		want        any
		class       string
	}{
		{"language:shout:a ", "", "a 1", ""},
		{"language:shout?script=b ", "header", "b 1", ""},
		{"language:shout?script=b &allowTemplateFromHeader=true", "header ", "header 1", ""},
		{"language:shout:2?resultType=int", "", 21, ""},
		{"language:shout:2?transform=false", "", "1", ""},
		{"language:shout", "header", nil, "org.apache.camel.CamelExchangeException"},
		{"language:shout:file:" + file, "", "of a file 1", ""},
		{"language:shout:resource:file:" + file + "?contentCache=false", "", "of a file 1", ""},
		{"language:shout:classpath:not/there", "", nil, "java.io.FileNotFoundException"},
	} {
		ex := components.NewExchange(context.Background(), "1")
		ex.Headers.Set(scriptHeader, row.header)
		err := componenttest.Producer(t, newContext(), Component, row.uri).Process(ex)
		switch {
		case row.class == "" && (err != nil || fmt.Sprint(ex.Body) != fmt.Sprint(row.want)):
			t.Errorf("%s: got %v, %v", row.uri, ex.Body, err)
		case row.class != "" && components.Class(err) != row.class:
			t.Errorf("%s: got %v of %s", row.uri, err, components.Class(err))
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, text := range []string{"language:sing:a", "language:sing", "language:shout:wrong", "language:shout:a?resultType=Elephant"} {
		uri, err := components.ParseURI(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Component.Endpoint(newContext(), uri); err == nil {
			t.Errorf("%s is taken", text)
		} else if syntax := (*components.SyntaxError)(nil); text == "language:sing" && !errors.As(err, &syntax) {
			t.Errorf("%s: got %v", text, err)
		}
	}
}
