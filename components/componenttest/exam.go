// Package componenttest is the exam that every component sits, and what tests of components have in common.
package componenttest

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// Spec is what a component brings to its exam.
type Spec struct {
	// URIs are complete addresses, at least one. They are opened: they must work with nothing but this process.
	URIs []string
	// Properties configure the component, as application.properties would.
	Properties map[string]string
	// Beside are the components that this one stands on.
	Beside []components.Component
}

// Run examines a component: its options, its README (in the working directory), what it says to wrong and secret options,
// and that what it opens can be closed.
func Run(t *testing.T, c components.Component, spec Spec) {
	t.Helper()
	if len(spec.URIs) == 0 {
		t.Fatal("the exam needs a URI")
	}
	t.Run("options", func(t *testing.T) { examineOptions(t, c) })
	t.Run("readme", func(t *testing.T) { examineReadme(t, c) })
	for _, uri := range spec.URIs {
		t.Run(uri, func(t *testing.T) {
			t.Run("endpoint", func(t *testing.T) { examineEndpoint(t, c, spec, uri) })
			t.Run("unknown option", func(t *testing.T) { examineUnknownOption(t, c, spec, uri) })
			t.Run("secrets", func(t *testing.T) { examineSecrets(t, c, spec, uri) })
			t.Run("closing", func(t *testing.T) { examineClosing(t, c, spec, uri) })
		})
	}
}

// newContext makes an engine's context; it is stopped when the test ends.
func newContext(t *testing.T, spec Spec) *components.Context {
	t.Helper()
	ctx := &components.Context{
		Name:     t.Name(),
		Mux:      http.NewServeMux(),
		Property: func(key string) (string, bool) { v, ok := spec.Properties[key]; return v, ok },
	}
	ctx.Endpoint = func(uri string) (components.Endpoint, error) {
		for _, c := range spec.Beside {
			if scheme, _, _ := strings.Cut(uri, ":"); c.Info().Scheme == scheme || slices.Contains(c.Info().Aliases, scheme) {
				return endpoint(ctx, c, uri)
			}
		}
		return nil, errors.New("there is no component for " + uri)
	}
	t.Cleanup(func() {
		if err := ctx.Stop(context.Background()); err != nil {
			t.Errorf("stopping the component: %v", err)
		}
	})
	return ctx
}

var (
	camelCase   = regexp.MustCompile(`^[a-z][a-zA-Z0-9]*$`)
	schemeName  = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	sentence    = regexp.MustCompile(`^[\p{Lu}0-9][^\n]*\.$`)
	syntaxWords = regexp.MustCompile(`[a-zA-Z0-9_]+`)
)

func examineOptions(t *testing.T, c components.Component) {
	info := c.Info()
	scheme, path, _ := strings.Cut(info.Syntax, ":")
	if !schemeName.MatchString(info.Scheme) || scheme != info.Scheme {
		t.Errorf("scheme %q, syntax %q", info.Scheme, info.Syntax)
	}
	if info.Title == "" || strings.Contains(info.Title, "\n") {
		t.Errorf("the title must be one line: %q", info.Title)
	}
	inPath := syntaxWords.FindAllString(path, -1)
	seen := map[string]bool{}
	for _, o := range c.Options() {
		if !camelCase.MatchString(o.Name) {
			t.Errorf("option %q is not in camel case", o.Name)
		}
		if seen[o.Name] {
			t.Errorf("option %q is there twice", o.Name)
		}
		seen[o.Name] = true
		if !sentence.MatchString(o.Doc) {
			t.Errorf("option %q: the doc must be a sentence, with a capital and a full stop: %q", o.Name, o.Doc)
		}
		if o.Path != slices.Contains(inPath, o.Name) {
			t.Errorf("option %q: path is %v, but the syntax is %q", o.Name, o.Path, info.Syntax)
		}
		if o.Default != "" && len(o.Enum) > 0 && !slices.Contains(o.Enum, o.Default) {
			t.Errorf("option %q: default %q is none of %q", o.Name, o.Default, o.Enum)
		}
	}
	for _, name := range inPath {
		if !seen[name] {
			t.Errorf("the syntax %q names %q, which is no option", info.Syntax, name)
		}
	}
}

// examineEndpoint checks that an endpoint is of use, says a URI that means the same, and opens nothing.
func examineEndpoint(t *testing.T, c components.Component, spec Spec, text string) {
	ctx := newContext(t, spec)
	before := goroutines()
	e := Endpoint(t, ctx, c, text)
	_, isSource := e.(components.Source)
	_, isInline := e.(components.Inline)
	_, isTarget := e.(components.Target)
	if !isSource && !isInline && !isTarget {
		t.Error("the endpoint is neither a source nor a target")
	}
	if scheme, _, ok := strings.Cut(e.URI(), "://"); !ok || scheme != c.Info().Scheme && !slices.Contains(c.Info().Aliases, scheme) {
		t.Errorf("URI() is %q", e.URI())
	}
	if again := Endpoint(t, ctx, c, e.URI()); again.URI() != e.URI() {
		t.Errorf("URI() is %q, and %q when that is taken for a URI", e.URI(), again.URI())
	}
	before.noMore(t, "making an endpoint opens nothing")
}

func examineUnknownOption(t *testing.T, c components.Component, spec Spec, text string) {
	ctx := newContext(t, spec)
	if c.Info().Lenient {
		if _, err := endpoint(ctx, c, with(text, "qqqqqqqqqqqq", "1")); err != nil {
			t.Errorf("an option of something else is not taken: %v", err)
		}
		return
	}
	for _, o := range c.Options() {
		if o.Path {
			continue
		}
		_, err := endpoint(ctx, c, with(text, o.Name+"X", "1"))
		var wrong components.OptionErrors
		if !errors.As(err, &wrong) || len(wrong) != 1 || wrong[0].Option != o.Name+"X" {
			t.Errorf("%sX=1: got %v", o.Name, err)
		} else if wrong[0].Hint == "" {
			t.Errorf("%sX=1: no hint: %v", o.Name, err)
		}
	}
	if _, err := endpoint(ctx, c, with(text, "qqqqqqqqqqqq", "1")); err == nil {
		t.Error("an unknown option is taken")
	}
}

func examineSecrets(t *testing.T, c components.Component, spec Spec, text string) {
	const secret = "s3cr3t-of-the-exam"
	for _, o := range c.Options() {
		if !o.Secret {
			continue
		}
		e, err := endpoint(newContext(t, spec), c, with(text, o.Name, secret))
		switch {
		case err != nil && strings.Contains(err.Error(), secret):
			t.Errorf("option %s: its value is in the error %v", o.Name, err)
		case err == nil && strings.Contains(e.URI(), secret):
			t.Errorf("option %s: its value is in URI() %s", o.Name, e.URI())
		}
	}
}

func with(uri, option, value string) string {
	separator := "?"
	if strings.Contains(uri, "?") {
		separator = "&"
	}
	return uri + separator + option + "=" + value
}
