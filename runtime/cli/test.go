package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	goruntime "runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/dromedary-go/dromedary/routes"
	"github.com/dromedary-go/dromedary/runtime/routetest"
)

const testUsage = `Usage: dromedary test FILE|DIR... [FLAGS]

Runs route tests: files *.test.yaml that hold routes, what is sent to them and what must come out.
docs/testing.md describes them. Each runs in a context and a temporary folder of its own.
Exit codes: 0 all passed, 1 some failed, 2 a file cannot be read or is no case.
`

// testFlags are the flags of test.
type testFlags struct {
	strict, asJSON, watch bool
	filter                *regexp.Regexp
	parallel              int64
	stubs                 routes.Stubs
}

func testCommand() *command {
	tf := &testFlags{parallel: int64(8 * goruntime.GOMAXPROCS(0))}
	fs := newFlags("test")
	fs.BoolVar(&tf.strict, "strict", false, "fail on anything that a case does not expect: more headers, properties, mocks, files")
	fs.BoolVar(&tf.asJSON, "json", false, "print the results as JSON")
	fs.BoolVar(&tf.watch, "watch", false, "run again whenever a file changes, until Ctrl-C")
	fs.count(&tf.parallel, "parallel", "run up to `N` cases at once")
	fs.stubs(&tf.stubs)
	fs.Func("filter", "run only the cases whose path matches `PATTERN`, a regular expression", func(text string) (err error) {
		tf.filter, err = regexp.Compile(text)
		return err
	})
	return &command{name: "test", short: "run route tests", usage: testUsage, flags: fs, run: tf.run}
}

func (tf *testFlags) run(p *program, args []string) error {
	if len(args) == 0 {
		return misuse("dromedary test FILE|DIR...", "name the cases to run")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second Ctrl-C kills
	if tf.watch {
		return tf.again(ctx, p, args)
	}
	return tf.once(ctx, p, args)
}

// once runs the cases that arguments name, now.
func (tf *testFlags) once(ctx context.Context, p *program, args []string) error {
	files, err := routetest.Find(args)
	if err != nil {
		return misuse("name files or folders with cases (*"+routetest.Suffix+")", "%v", err)
	}
	if tf.filter != nil {
		all := len(files)
		files = slices.DeleteFunc(files, func(name string) bool { return !tf.filter.MatchString(name) })
		if len(files) == 0 {
			return misuse(fmt.Sprintf("there are %d cases", all), "no case matches %q", tf.filter)
		}
	}
	options := routetest.Options{Components: p.components, Beans: p.beans, Stubs: tf.stubs, Strict: tf.strict, Parallel: int(min(tf.parallel, 1000))}
	report := &testReport{Cases: []caseReport{}}
	s := styleOf(p.stdout)
	routetest.Run(ctx, files, options, func(r *routetest.Result) {
		report.add(r)
		if !tf.asJSON {
			printResult(p.stdout, s, r)
		}
	})
	if err := ctx.Err(); err != nil && !tf.watch {
		report.unreadable = max(report.unreadable, len(files)-len(report.Cases)) // what was interrupted has not passed
	}
	if tf.asJSON {
		if err := writeJSON(p.stdout, report); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(p.stdout, "%d passed, %d failed\n", report.Passed, report.Failed)
	}
	switch {
	case report.unreadable > 0:
		return exitCode(exitUsage)
	case report.Failed > 0:
		return exitCode(exitFailed)
	}
	return nil
}

// printResult prints one line for a case and one for each difference.
func printResult(w io.Writer, s style, r *routetest.Result) {
	word := s.green + "ok  " + s.reset
	if !r.Passed() {
		word = s.red + "FAIL" + s.reset
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s  %.2fs\n", word, printable(r.Path), r.Seconds)
	if r.Err != nil {
		indented(&b, r.Err.Error())
	}
	for _, d := range r.Differences {
		indented(&b, d.String())
	}
	io.WriteString(w, b.String())
}

func indented(b *strings.Builder, text string) {
	for line := range strings.Lines(text) {
		b.WriteString("      " + printable(strings.TrimRight(line, "\n")) + "\n")
	}
}

// testReport is what test --json prints.
type testReport struct {
	Cases      []caseReport `json:"cases"`
	Passed     int          `json:"passed"`
	Failed     int          `json:"failed"`
	unreadable int
}

type caseReport struct {
	File        string                 `json:"file"`
	Passed      bool                   `json:"passed"`
	Seconds     float64                `json:"seconds"`
	Error       string                 `json:"error,omitempty"`
	Differences []routetest.Difference `json:"differences,omitempty"`
	Rows        []rowReport            `json:"rows,omitempty"`
}

type rowReport struct {
	Row         int                    `json:"row"`
	Expression  string                 `json:"expression"`
	Passed      bool                   `json:"passed"`
	Differences []routetest.Difference `json:"differences,omitempty"`
}

func (t *testReport) add(r *routetest.Result) {
	c := caseReport{File: r.Path, Passed: r.Passed(), Seconds: r.Seconds, Differences: r.Differences}
	if r.Err != nil {
		c.Error = r.Err.Error()
		t.unreadable++
	}
	for i, row := range r.Rows {
		c.Rows = append(c.Rows, rowReport{i, row.Expression, len(row.Differences) == 0, row.Differences})
	}
	if c.Passed {
		t.Passed++
	} else {
		t.Failed++
	}
	t.Cases = append(t.Cases, c)
}
