package simple

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// row is an expression and what real Camel answers, as a template and as a predicate. As predicate nil means that it is
// not asked; unless it is stated, what a template refuses or fails with counts for the predicate too.
type row struct {
	expression string
	value      any
	truth      any
}

// What a row may want beside a value: text means a value of another type with this text.
type (
	text    struct{ text string }
	fails   struct{ class string } // with an exception of this class, or caused by one
	refused struct{}               // at compile time
)

func list(items ...any) []any { return append([]any{}, items...) }

// on is a message with another body.
func on(message func() *components.Exchange, body any) func() *components.Exchange {
	return func() *components.Exchange {
		ex := message()
		ex.Body = body
		return ex
	}
}

// check runs rows, each on a message of its own.
func check(t *testing.T, message func() *components.Exchange, rows ...row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.expression, func(t *testing.T) {
			t.Helper()
			e, err := Compile(r.expression, testEnv)
			var v any
			if err == nil {
				v, err = e(message())
			}
			compareWant(t, "value", r.value, v, err, e != nil)
			if r.truth == nil {
				return
			}
			p, err := CompilePredicate(r.expression, testEnv)
			v = nil
			if err == nil {
				v, err = p(message())
			}
			compareWant(t, "truth", r.truth, v, err, p != nil)
		})
	}
}

// question is a predicate and what real Camel answers.
type question struct {
	predicate string
	want      any
}

// checkTruth runs questions, each on a message of its own.
func checkTruth(t *testing.T, message func() *components.Exchange, questions ...question) {
	t.Helper()
	for _, q := range questions {
		t.Run(q.predicate, func(t *testing.T) {
			t.Helper()
			var v any
			p, err := CompilePredicate(q.predicate, testEnv)
			if err == nil {
				v, err = p(message())
			}
			compareWant(t, "truth", q.want, v, err, p != nil)
		})
	}
}

func compareWant(t *testing.T, what string, want, got any, err error, compiled bool) {
	t.Helper()
	switch want := want.(type) {
	case refused:
		if syntax := (*components.SyntaxError)(nil); compiled || !errors.As(err, &syntax) {
			t.Errorf("%s: got %#v, %v, want a syntax error", what, got, err)
		}
	case fails:
		if !compiled || err == nil || !strings.HasSuffix(rootClass(err), want.class) {
			t.Errorf("%s: got %#v, %v (%s), want %s", what, got, err, rootClass(err), want.class)
		}
	case text:
		if err != nil || components.Text(got) != want.text {
			t.Errorf("%s: got %s, %v, want %s", what, components.Text(got), err, want.text)
		}
	default:
		if err != nil || !alike(want, got) {
			t.Errorf("%s: got %#v, %v, want %#v", what, got, err, want)
		}
	}
}

// alike compares values; the widths of integers do not count, rows with the operator is tell them apart.
func alike(want, got any) bool {
	if isInteger(want) && isInteger(got) {
		return components.Text(want) == components.Text(got)
	}
	if b, ok := got.([]byte); ok {
		got = string(b)
	}
	wl, ok := want.([]any)
	gl, isList := got.([]any)
	if ok && isList && len(wl) == len(gl) {
		for i := range wl {
			if w, isText := wl[i].(text); isText && w.text == components.Text(gl[i]) {
				continue
			}
			if !alike(wl[i], gl[i]) {
				return false
			}
		}
		return true
	}
	return sameValue(want, got) && components.Text(want) == components.Text(got) // in the same order
}

// rootClass is the class of the innermost exception.
func rootClass(err error) string {
	class := ""
	for err != nil {
		var e *components.Exception
		if !errors.As(err, &e) {
			break
		}
		class, err = e.Class, e.Cause
	}
	return class
}
