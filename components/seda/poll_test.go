package seda

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func TestPoll(t *testing.T) {
	uri, err := components.ParseURI("seda:polled")
	if err != nil {
		t.Fatal(err)
	}
	made, err := Component.Endpoint(&components.Context{}, uri)
	if err != nil {
		t.Fatal(err)
	}
	e := made.(*endpoint)
	if ex, err := e.Poll(t.Context(), 0); ex != nil || err != nil {
		t.Errorf("an empty queue gave %v, %v", ex, err)
	}
	if ex, err := e.Poll(t.Context(), time.Millisecond); ex != nil || err != nil {
		t.Errorf("an empty queue gave %v, %v in time", ex, err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := e.Poll(ended, -1); !errors.Is(err, context.Canceled) {
		t.Errorf("the end of the context gave %v", err)
	}
	for _, body := range []string{"a", "b"} {
		if err := e.Process(components.NewExchange(t.Context(), body)); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"a", "b"} {
		ex, err := e.Poll(t.Context(), -1)
		if err != nil || ex.Body != want {
			t.Fatalf("polled %v, %v, want %s", ex, err, want)
		}
		if e.Pending() == 0 {
			t.Error("it counts as worked off before it is")
		}
		ex.Complete(nil)
	}
	if e.Pending() != 0 {
		t.Errorf("%d are left", e.Pending())
	}
}
