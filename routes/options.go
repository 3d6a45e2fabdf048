package routes

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// number reads an option that is a whole number; 0 where it is not set.
func (c *compiler) number(t text, what string) (n int, ok bool) {
	if !t.set() {
		return 0, true
	}
	v, err := components.Int(t.Value)
	if err != nil {
		c.report(t.pos(), what+" must be a whole number, not "+t.Value, "write digits only, such as 10")
		return 0, false
	}
	return int(v), true
}

// numberOr reads an option that is a whole number above 0. It clears ok where the option is wrong.
func (c *compiler) numberOr(t text, what string, otherwise int, ok *bool) int {
	n, right := c.number(t, what)
	switch {
	case !right:
		*ok = false
	case !t.set():
		return otherwise
	case n <= 0:
		c.report(t.pos(), what+" must be above 0", "write 1 or more")
		*ok = false
	}
	return n
}

// milliseconds reads an option that is a duration; 0 where it is not set. It clears ok where the option is wrong.
func (c *compiler) milliseconds(t text, ok *bool) time.Duration { return c.millisecondsOr(t, 0, ok) }

func (c *compiler) millisecondsOr(t text, otherwise time.Duration, ok *bool) time.Duration {
	if !t.set() {
		return otherwise
	}
	d, err := components.ParseDuration(t.Value)
	if err != nil {
		c.report(t.pos(), err.Error(), "write, for example, 5s")
		*ok = false
	}
	return d
}
