package routetest

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

//go:generate go run ./gen

// Options say how cases are run.
type Options struct {
	// Components are the schemes that their routes may use.
	Components []components.Component
	// Beans are the classes whose beans are Go.
	Beans []components.BeanType
	// Stubs are the components that the component stub stands in for.
	Stubs routes.Stubs
	// Strict compares everything: what a case does not expect must not be there.
	Strict bool
	// Parallel is the most cases that run at once; less than 1 is one.
	Parallel int
}

// Result is the outcome of one case.
type Result struct {
	Path string
	// Err is why the file could not be run as a case; then nothing else is there.
	Err error
	// Differences are empty where the case passed.
	Differences []Difference
	// Rows are the expressions of a table with the differences of each.
	Rows    []RowResult
	Seconds float64
}

// RowResult is the outcome of one expression of a table.
type RowResult struct {
	Expression  string
	Differences []Difference
}

// Passed tells whether the case is as it expects.
func (r *Result) Passed() bool { return r.Err == nil && len(r.Differences) == 0 }

// Run runs the cases of these files. The results are handed to done in the order of the files, each as soon as those before
// it are there. When ctx ends, cases that have not begun are left out.
func Run(ctx context.Context, files []string, o Options, done func(*Result)) {
	results := make([]chan *Result, len(files))
	for i := range results {
		results[i] = make(chan *Result, 1)
	}
	slots := make(chan struct{}, max(1, o.Parallel))
	var group sync.WaitGroup
	group.Go(func() {
		for i, file := range files {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
			}
			if ctx.Err() != nil {
				close(results[i])
				continue
			}
			group.Go(func() {
				defer func() { <-slots }()
				results[i] <- RunFile(ctx, file, o)
			})
		}
	})
	for _, r := range results {
		if result, ok := <-r; ok && result != nil {
			done(result)
		}
	}
	group.Wait()
}

// RunFile runs the case of one file.
func RunFile(ctx context.Context, file string, o Options) *Result {
	began := time.Now()
	result := &Result{Path: file}
	c, err := Read(file)
	if err == nil {
		err = c.run(ctx, o, result)
	}
	result.Err = err
	result.Seconds = time.Since(began).Seconds()
	return result
}

func (c *Case) run(ctx context.Context, o Options, into *Result) error {
	got, err := safe(func() (*components.Map, error) { return c.outcome(ctx, o) })
	if err != nil {
		return err
	}
	compare := &comparison{strict: o.Strict, unordered: c.unordered}
	compare.outcome(c.want, got)
	if _, failed := got.Get("error"); c.routes == nil && !failed {
		rows, _ := c.want.Value("eval").([]any)
		into.Rows = compare.rows(rows, got)
	}
	into.Differences = compare.found
	return nil
}

// safe turns a panic into an error: one broken case must not end the run.
func safe[T any](f func() (T, error)) (result T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
		}
	}()
	return f()
}

// rows compares a table row by row.
func (c *comparison) rows(want []any, got *components.Map) []RowResult {
	g, _ := got.Value("eval").([]any)
	results := make([]RowResult, len(g))
	for i, x := range g {
		before := len(c.found)
		m, _ := x.(*components.Map)
		results[i].Expression, _ = m.Value("expression").(string)
		if i < len(want) {
			c.row(fmt.Sprintf("eval[%d]", i), want[i], x)
		} else if c.strict || len(want) > 0 {
			c.extra(fmt.Sprintf("eval[%d]", i), x)
		}
		results[i].Differences = slices.Clone(c.found[before:])
	}
	for i := len(g); i < len(want); i++ {
		c.lacks(fmt.Sprintf("eval[%d]", i), want[i])
	}
	return results
}
