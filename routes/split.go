package routes

import (
	"fmt"
	"runtime"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// split makes an exchange of each part of what its expression gives and runs its steps on it. The message behind the split
// is the one before it. Without stopOnException all parts run and the last failure is the split's.
// See https://camel.apache.org/components/4.18.x/eips/split-eip.html
type split struct {
	common
	Expr               expression `yaml:",inline"`
	Delimiter          *string    `yaml:"delimiter"`
	ParallelProcessing bool       `yaml:"parallelProcessing"`
	Synchronous        bool       `yaml:"synchronous"`
	Streaming          bool       `yaml:"streaming"`
	StopOnException    bool       `yaml:"stopOnException"`
	Steps              steps      `yaml:"steps"`
}

func (s *split) children() *steps { return &s.Steps }

func (s *split) compile(c *compiler, _ *stepNode) Processor {
	value, inner := s.Expr.compile(c), s.Steps.compile(c)
	if value == nil || inner == nil {
		return nil
	}
	delimiter := ","
	if s.Delimiter != nil {
		if delimiter = *s.Delimiter; delimiter == "false" {
			delimiter = ""
		}
	}
	streaming, parallel, stop := s.Streaming, s.ParallelProcessing, s.StopOnException
	return func(ex *components.Exchange) error {
		v, err := value(ex)
		if err != nil {
			return err
		}
		parts := partsOf(v, delimiter)
		part := func(i int) (*components.Exchange, error) {
			child := ex.Clone()
			child.Body = parts[i]
			child.Properties.Set("CamelSplitIndex", i)
			if last := i == len(parts)-1; !streaming || last {
				child.Properties.Set("CamelSplitSize", len(parts))
			}
			child.Properties.Set("CamelSplitComplete", i == len(parts)-1)
			err := inner(child)
			child.Complete(err)
			return child, err
		}
		if parallel {
			return splitParallel(len(parts), stop, part)
		}
		var failed error
		for i := range parts {
			if _, err := part(i); err != nil {
				if stop {
					return stopped(i, err)
				}
				failed = err
			}
		}
		return failed
	}
}

func splitParallel(n int, stop bool, part func(i int) (*components.Exchange, error)) error {
	errs := make([]error, n)
	var wg sync.WaitGroup
	var mu sync.Mutex
	next, halted := 0, false
	for range min(n, max(runtime.GOMAXPROCS(0), 10)) { // 10 is the size of Camel's default pool
		wg.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				end := i >= n || halted
				mu.Unlock()
				if end {
					return
				}
				if _, errs[i] = part(i); errs[i] != nil && stop {
					mu.Lock()
					halted = true
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	var failed error
	for i, err := range errs {
		if err != nil && stop {
			return stopped(i, err)
		}
		if err != nil {
			failed = err
		}
	}
	return failed
}

// stopped wraps the failure that ended a split as Camel does.
func stopped(i int, err error) error {
	return &components.Exception{Class: components.CamelExchangeException, Message: fmt.Sprintf("Sequential processing failed for number %d", i), Cause: err}
}

// partsOf takes a value apart: the elements of a list that are not null, the entries of a map, text by the delimiter;
// anything else is one part, and nothing is none.
func partsOf(v any, delimiter string) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		parts := make([]any, 0, len(v))
		for _, p := range v {
			if p != nil {
				parts = append(parts, p)
			}
		}
		return parts
	case *components.Map:
		parts := make([]any, 0, v.Len())
		for k, value := range v.All() {
			parts = append(parts, k+"="+components.Text(value))
		}
		return parts
	case []byte:
		return partsOf(string(v), delimiter)
	case string:
		if v == "" {
			return nil
		}
		if delimiter == "" || !strings.Contains(v, delimiter) {
			return []any{v}
		}
		var parts []any
		for p := range strings.SplitSeq(v, delimiter) {
			parts = append(parts, p)
		}
		if parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		return parts
	}
	return []any{v}
}
