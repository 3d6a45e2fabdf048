package language

import (
	"context"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// row is a path, and what Camel answers as an expression and as a predicate (nil: it fails as the expression does).
type row struct {
	path  string
	want  any
	truth any
}

type (
	fails   struct{ class string } // with an exception of this class inside
	refused struct{}               // when it is compiled
)

func list(items ...any) []any             { return append([]any{}, items...) }
func object(pairs ...any) *components.Map { return components.NewMap(pairs...) }

func message(body any) *components.Exchange {
	return components.NewExchange(context.Background(), body)
}

func check(t *testing.T, body any, rows ...row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.path, func(t *testing.T) {
			t.Helper()
			e, err := jsonpath.Expression(r.path, Options{Trim: true})
			var v any
			if err == nil {
				v, err = e(message(body))
			}
			checkWant(t, r.want, v, err, e != nil)
			p, err := jsonpath.Predicate(r.path, Options{Trim: true})
			if r.truth == nil {
				if err == nil {
					_, err = p(message(body))
				}
				checkWant(t, r.want, nil, err, p != nil)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			v, err = p(message(body))
			checkWant(t, r.truth, v, err, true)
		})
	}
}

func checkWant(t *testing.T, want, got any, err error, compiled bool) {
	t.Helper()
	switch want := want.(type) {
	case refused:
		if syntax := (*components.SyntaxError)(nil); compiled || !errors.As(err, &syntax) {
			t.Errorf("got %v, %v, want a syntax error", got, err)
		}
	case fails:
		if !compiled || !strings.HasSuffix(rootClass(err), want.class) {
			t.Errorf("got %v, %v (%s), want %s", got, err, rootClass(err), want.class)
		}
	default:
		if err != nil || components.Text(want) != components.Text(got) || kind(want) != kind(got) {
			t.Errorf("got %#v, %v, want %#v", got, err, want)
		}
	}
}

// kind tells values apart that have the same text.
func kind(v any) string {
	switch v.(type) {
	case int, int64, *big.Int:
		return "integer"
	}
	return components.JavaType(v)
}

func rootClass(err error) string {
	class := ""
	for e := (*components.Exception)(nil); errors.As(err, &e); err = e.Cause {
		class = e.Class
	}
	return class
}
