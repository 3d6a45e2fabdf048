package components

import (
	"errors"
	"slices"
	"testing"
)

func TestHandOver(t *testing.T) {
	ex, other := NewExchange(t.Context(), nil), NewExchange(t.Context(), nil)
	var got []string
	note := func(name string) func(*Exchange, error) {
		return func(_ *Exchange, err error) {
			if err != nil {
				name += " failed"
			}
			got = append(got, name)
		}
	}
	if ex.HandOver() != nil {
		t.Error("nothing waits, and something was handed over")
	}
	ex.OnEnd(note("first"))
	ex.OnCompletion(note("route"))
	ex.OnEnd(note("second"))
	end := ex.HandOver()
	ex.Complete(nil)
	end(other, errors.New("no"))
	ex.Complete(nil)
	if want := []string{"route", "second failed", "first failed"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
