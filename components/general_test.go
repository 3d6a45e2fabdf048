package components

import (
	"strings"
	"testing"
)

func TestGeneralOptions(t *testing.T) {
	for _, row := range []struct{ query, uri, err string }{
		{"exchangePattern=InOut", "x://queue:cats?exchangePattern=InOut", ""},
		{"exchange-pattern=inOnly", "x://queue:cats?exchangePattern=inOnly", ""},
		{"exchangePattern=Both", "", `"Both" is none of InOnly, InOut`},
		{"synchronous=false&lazyStartProducer=true", "x://queue:cats?lazyStartProducer=true&synchronous=false", ""},
		{"synchronous=maybe", "", `"maybe" is not true or false`},
		{"bridgeErrorHandler=false", "x://queue:cats?bridgeErrorHandler=false", ""},
		{"bridgeErrorHandler=true", "", "not possible here"},
		{"exceptionHandler=#bean", "", "not possible here"},
		{"synchronous=true&peroid=5", "", `unknown option "peroid"`},
	} {
		e, err := decode(t, "x:queue:cats?"+row.query, nil)
		switch {
		case row.err == "" && (err != nil || e.uri != row.uri):
			t.Errorf("%s: got %s, %v", row.query, e.uri, err)
		case row.err != "" && (err == nil || !strings.Contains(err.Error(), row.err)):
			t.Errorf("%s: got %v, want %q", row.query, err, row.err)
		}
	}
	_, err := decode(t, "x:queue:cats?exceptionHandler=#bean", nil)
	if errs, ok := err.(OptionErrors); !ok || errs[0].Hint == "" || errs[0].Offset != 13 {
		t.Errorf("got %#v", err)
	}
	if len(GeneralOptions()) != 4 {
		t.Errorf("got %v", GeneralOptions())
	}
}

func TestSplitPath(t *testing.T) {
	for _, row := range []struct{ text, kind, name, uri string }{
		{"x:topic:cats", "topic", "cats", "x://topic:cats"},
		{"x:cats", "queue", "cats", "x://cats"},
		{"x:TOPIC:cats", "topic", "cats", "x://topic:cats"},
		{"x:dogs:cats", "queue", "dogs:cats", "x://dogs:cats"},
		{"x:queue:a:b/c", "queue", "a:b/c", "x://queue:a:b/c"},
		{"x:topic", "queue", "topic", "x://topic"},
		{"x?kind=topic&name=cats", "topic", "cats", "x://topic:cats"},
		{"x:cats?kind=topic", "topic", "cats", "x://topic:cats"},
	} {
		e, err := decode(t, row.text, nil)
		if err != nil || e.opts.Kind != row.kind || e.opts.Name != row.name || e.uri != row.uri {
			t.Errorf("%s: got %+v, %s, %v", row.text, e.opts, e.uri, err)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"period", "delay", "repeatCount", "fixedRate", "size"}
	for name, want := range map[string]string{
		"peroid": "period", "Period": "period", "periods": "period", "repeat-count": "repeatCount", "repeatcount": "repeatCount", "delya": "delay",
		"sizes": "size", "fixdRate": "fixedRate", "cats": "", "": "", "x": "", "completelyDifferent": "",
	} {
		if got := Nearest(name, words); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if got := Nearest("x", nil); got != "" {
		t.Errorf("got %q", got)
	}
}
