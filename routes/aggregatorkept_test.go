package routes

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// shelf is an aggregation repository whose content outlives the program that uses it.
type shelf struct {
	mu               sync.Mutex
	groups, complete map[string]string
	versions         map[string]int64
	recovery         components.AggregationRecovery
	meddle           func() // another process, at the next change
}

func newShelf() *shelf {
	return &shelf{groups: map[string]string{}, complete: map[string]string{}, versions: map[string]int64{}, recovery: components.AggregationRecovery{Interval: 5 * time.Second}}
}

// change takes the lock, once another process had its turn, and checks that key is as its changer knows it.
func (s *shelf) change(key string, version int64) error {
	if meddle := s.meddle; meddle != nil {
		s.meddle = nil
		meddle()
	}
	s.mu.Lock()
	if s.versions[key] != version {
		return components.ErrAggregationConflict
	}
	return nil
}

func (s *shelf) Get(key string) (*components.Exchange, int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.groups[key] == "" {
		return nil, 0, nil
	}
	ex, err := components.UnmarshalExchange([]byte(s.groups[key]))
	return ex, s.versions[key], err
}

func (s *shelf) Add(key string, ex *components.Exchange, version int64) error {
	err := s.change(key, version)
	defer s.mu.Unlock()
	if err != nil {
		return err
	}
	data, err := components.MarshalExchange(ex)
	s.groups[key] = string(data)
	s.versions[key]++
	return err
}

func (s *shelf) Remove(key string, ex *components.Exchange, version int64) error {
	err := s.change(key, version)
	defer s.mu.Unlock()
	if err != nil {
		return err
	}
	delete(s.groups, key)
	delete(s.versions, key)
	if ex == nil {
		return nil
	}
	data, err := components.MarshalExchange(ex)
	s.complete[ex.ID()] = string(data)
	return err
}

func (s *shelf) Confirm(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.complete, id)
	return nil
}

func (s *shelf) Keys() ([]string, error) { return s.sorted(s.groups), nil }

func (s *shelf) Scan() ([]string, error) { return s.sorted(s.complete), nil }

func (s *shelf) sorted(m map[string]string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(m))
}

func (s *shelf) Recover(id string) (*components.Exchange, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return components.UnmarshalExchange([]byte(s.complete[id]))
}

func (s *shelf) Recovery() components.AggregationRecovery { return s.recovery }

// startWith starts a program whose aggregate keeps its groups on a shelf.
func startWith(t *testing.T, s *shelf, options string) *harness {
	t.Helper()
	h := newHarness(t)
	h.beans = []components.BeanType{{Class: "example.Shelf", New: func(*components.Context, map[string]string) (any, error) { return s, nil }}}
	h.start(fmt.Sprintf(aggregateRoute, "aggregationRepository: \"#class:example.Shelf\"\n          "+options))
	return h
}

func TestGroupsOutliveTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		h := startWith(t, s, "completionTimeout: 5000")
		for _, g := range []string{"a", "a", "b"} {
			if _, err := h.send("in", g+"1", "g", g); err != nil {
				t.Fatal(err)
			}
		}
		h.drain(t.Context())
		h.want("out", "")
		if strings.Contains(h.log.String(), "unfinished") {
			t.Error("kept groups count as lost")
		}

		h = startWith(t, s, "completionTimeout: 5000")
		if err := h.context.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := h.send("in", "a2", "g", "a"); err != nil {
			t.Fatal(err)
		}
		h.want("out", "List<Exchange>(3 elements)")
		time.Sleep(7 * time.Second) // the timeout of b begins anew
		synctest.Wait()
		h.want("out", "List<Exchange>(3 elements) List<Exchange>(1 elements)")
		if len(s.groups)+len(s.complete) > 0 {
			t.Errorf("left are %v, %v", s.groups, s.complete)
		}
		h.drain(t.Context())
	})
}

func TestGroupsThatFailAreRecovered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		s.recovery.MaximumRedeliveries, s.recovery.DeadLetterURI = 2, "keep:dead"
		h := newHarness(t)
		h.beans = []components.BeanType{{Class: "example.Shelf", New: func(*components.Context, map[string]string) (any, error) { return s, nil }}}
		h.start(strings.Replace(fmt.Sprintf(aggregateRoute, `aggregationRepository: "#class:example.Shelf"`), "keep:out", "keep:out?fail=no", 1))
		if err := h.context.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if _, err := h.send("in", "x", "g", "a"); err != nil {
				t.Fatal(err)
			}
		}
		h.want("out", "List<Exchange>(3 elements)")
		time.Sleep(30 * time.Second)
		synctest.Wait()
		h.want("out", strings.TrimSpace(strings.Repeat("List<Exchange>(3 elements) ", 3)))
		h.want("dead", "List<Exchange>(3 elements)")
		last, dead := h.kept["out"][2], h.kept["dead"][0]
		for name, want := range map[string]any{"CamelRedelivered": true, "CamelRedeliveryCounter": 2, "CamelRedeliveryMaxCounter": 2, "CamelRedeliveryExhausted": nil} {
			if got := last.Headers.Value(name); got != want {
				t.Errorf("%s is %v, want %v", name, got, want)
			}
		}
		if dead.Headers.Value("CamelRedeliveryExhausted") != true {
			t.Errorf("headers of the dead letter are %v", components.Text(dead.Headers.Map()))
		}
		if len(s.complete) > 0 {
			t.Errorf("left are %v", s.complete)
		}
		h.drain(t.Context())
	})
}

func TestGroupsThatOthersChange(t *testing.T) {
	for option, want := range map[string]string{"optimisticLocking: true": "", "optimisticLocking: false": "org.apache.camel.spi.OptimisticLockingAggregationRepository$OptimisticLockingException"} {
		synctest.Test(t, func(t *testing.T) {
			s := newShelf()
			h := startWith(t, s, option)
			s.meddle = func() {
				ex := components.NewExchange(context.Background(), nil)
				ex.Properties.Set(groupedProperty, []any{"other"})
				ex.Properties.Set(aggregatedSize, 1)
				if err := s.Add("a", ex, 0); err != nil {
					t.Error(err)
				}
			}
			_, err := h.send("in", "mine", "g", "a")
			if want != "" {
				if components.Class(err) != want {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			ex, version, _ := s.Get("a")
			if version != 2 || components.Text(ex.Properties.Value(groupedProperty)) != "[other, mine]" {
				t.Errorf("version %d holds %v", version, ex.Properties.Value(groupedProperty))
			}
		})
	}
}
