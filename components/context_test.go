package components

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

type sharedKey struct{ name string }

func TestShared(t *testing.T) {
	var c, other Context
	made := 0
	get := func(c *Context, name string) *int {
		return Shared(c, sharedKey{name}, func() *int { made++; return new(int) })
	}
	if a := get(&c, "a"); a != get(&c, "a") || a == get(&c, "b") || a == get(&other, "a") {
		t.Error("the same key of one context must have the same value, and no other")
	}
	if made != 3 {
		t.Errorf("made %d values", made)
	}
}

func TestSharedIsMadeInside(t *testing.T) {
	var c Context
	type outer struct{}
	v := Shared(&c, outer{}, func() string { // what is made may itself use the context
		c.OnStop(func(context.Context) error { return nil })
		return "outer of " + Shared(&c, sharedKey{"inner"}, func() string { return "inner" })
	})
	if v != "outer of inner" {
		t.Errorf("got %q", v)
	}
}

func TestSharedAtOnce(t *testing.T) {
	var c Context
	values := make([]*int, 16)
	var wg sync.WaitGroup
	for i := range values {
		wg.Go(func() { values[i] = Shared(&c, sharedKey{"a"}, func() *int { return new(int) }) })
	}
	wg.Wait()
	for _, v := range values {
		if v != values[0] {
			t.Fatal("two callers got different values")
		}
	}
}

func TestStartAndStop(t *testing.T) {
	var log strings.Builder
	c := Context{Logger: slog.New(slog.NewTextHandler(&log, nil))}
	var did []string
	hook := func(name string, err error) func(context.Context) error {
		return func(context.Context) error { did = append(did, name); return err }
	}
	first, second := errors.New("first"), errors.New("second")
	c.OnStart(hook("start 1", nil))
	c.OnStart(hook("start 2", first))
	c.OnStart(hook("start 3", nil))
	c.OnStop(hook("stop 1", first))
	c.OnStop(hook("stop 2", nil))
	c.OnStop(hook("stop 3", second))
	if err := c.Start(t.Context()); !errors.Is(err, first) {
		t.Errorf("start: got %v", err)
	}
	c.OnStart(hook("late", nil))
	c.OnStart(hook("late and wrong", errors.New("no port is free")))
	if err := c.Stop(t.Context()); !errors.Is(err, first) || !errors.Is(err, second) {
		t.Errorf("stop: got %v", err)
	}
	if err := c.Stop(t.Context()); err != nil {
		t.Errorf("second stop: got %v", err)
	}
	want := []string{"start 1", "start 2", "late", "late and wrong", "stop 3", "stop 2", "stop 1"}
	if !slices.Equal(did, want) {
		t.Errorf("got %v, want %v", did, want)
	}
	if !strings.Contains(log.String(), "no port is free") {
		t.Errorf("logged %q", log.String())
	}
}

func TestContextZero(t *testing.T) {
	var c Context
	c.Log().Error("nobody sees it")
	if time.Since(c.Now()) > time.Minute {
		t.Error("the clock is wrong")
	}
	now := time.Unix(1, 0)
	c.Clock = func() time.Time { return now }
	if c.Now() != now {
		t.Error("the clock is not used")
	}
}
