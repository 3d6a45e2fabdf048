package groovy

import (
	"fmt"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// limits are what an evaluation may cost: a script that does not end must not hold up the program.
type limits struct {
	steps  int // loop rounds, calls, items worked on
	memory int // bytes made in all
	time   time.Duration
}

var standard = limits{steps: 50_000_000, memory: 512 << 20, time: 10 * time.Second}

const (
	maxSleep = time.Minute
	maxCalls = 3000       // calls in calls
	maxText  = 64 << 20   // bytes of one text
	maxItems = 10_000_000 // of one list

	entryBytes = 160 // that an entry of a map takes
)

// run is one evaluation of a script.
type run struct {
	ex       *components.Exchange
	script   *Script
	globals  []any // by their number; unset where the script has not assigned one
	lists    map[*any]*List
	stored   []place
	owned    map[place]bool
	patterns map[patternKey]*Pattern
	props    *Dict // the properties as a script sees them
	// firstBody is the body that the script began with, once it is replaced: the variable body stays what it was.
	firstBody any
	replaced  bool
	limits    limits
	left      int // steps
	due       int // steps left at the next look at the clock
	memory    int // bytes made
	calls     int
	started   time.Time
	slept     time.Duration         // since then
	failure   *components.Exception // that the script gave the exchange
	headers   headerMap
	first     frame
}

// unset is a global variable without a value.
type unset struct{}

const lookEvery = 4096

// tick counts steps.
func (r *run) tick(n int) {
	if r.left -= n; r.left < r.due {
		r.look()
	}
}

// look checks what bounds the evaluation.
func (r *run) look() {
	if r.left < 0 {
		fatal(tooLong, fmt.Sprintf("the script did not end within %d steps", r.limits.steps))
	}
	r.due = r.left - lookEvery
	if err := r.ex.Err(); err != nil {
		fatal("java.lang.InterruptedException", "the script was given up: "+err.Error())
	}
	now := time.Now()
	if r.started.IsZero() {
		r.started = now
	}
	if now.Sub(r.started)-r.slept > r.limits.time {
		fatal(tooLong, "the script did not end within "+r.limits.time.String())
	}
}

// allocate counts bytes that are made.
func (r *run) allocate(n int) {
	if r.memory += n; r.memory > r.limits.memory || n > 16*maxItems && n > maxText {
		fatal(outOfMemory, fmt.Sprintf("the script made more than %d MiB of values", r.limits.memory>>20))
	}
	r.tick(n / 64)
}

// text counts a text that was made.
func (r *run) text(s string) string {
	if len(s) > maxText {
		fatal(outOfMemory, "a text of more than 64 MiB")
	}
	r.allocate(len(s))
	return s
}

// enter counts a call; it is to be followed by leave.
func (r *run) enter() {
	if r.calls++; r.calls > maxCalls {
		r.calls = 0
		fatal(stackOverflow, "calls are nested more than 3,000 deep")
	}
	r.tick(1)
}

func (r *run) leave() { r.calls-- }

// frame holds the variables of one call.
type frame struct {
	r        *run
	slots    []any
	ups      []*cell
	delegate any // of the closure, or of one around it
	ret      any
	label    string // that break or continue goes to
	few      [3]any // where slots begin
}

// room makes room for variables.
func (f *frame) room(n int) {
	if n <= len(f.few) {
		f.slots = f.few[:n]
	} else {
		f.slots = make([]any, n)
	}
}

// cell is a variable that closures share.
type cell struct{ v any }

// control says how a statement ended.
type control uint8

const (
	on control = iota // the next statement follows
	breaks
	continues
	returns
)

type (
	eval func(f *frame) any
	exec func(f *frame) control
)

// settle hands over what the script did to the exchange, whether it ended well or not.
func (r *run) settle() (err error) {
	defer func() {
		if v := recover(); v != nil {
			t, ok := v.(*thrown)
			if !ok {
				panic(v)
			}
			err = t.Exception
		}
	}()
	r.finish()
	if r.failure != nil {
		return r.failure
	}
	return nil
}
