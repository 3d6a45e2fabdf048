package routes

import (
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// checkDisabled compiles a step that is disabled for the mistakes in it alone, which Camel refuses, too: it makes all steps and
// leaves such a one out of its route then. What is merely not here is no more than a warning.
func (c *compiler) checkDisabled(n *stepNode) {
	id := c.stepID(n)
	all, asleep, calls, targets, drain, sends := c.diags, c.asleep, len(c.calls), len(c.route.Targets), c.route.Drain, n.endpoint
	var own Diagnostics
	c.diags, c.asleep = &own, true
	n.step.compile(c, n)
	c.diags, c.asleep, n.id, n.endpoint = all, asleep, id, sends
	c.calls, c.route.Targets, c.route.Drain = c.calls[:calls], slices.Clip(c.route.Targets[:targets]), drain
	for _, d := range own {
		switch {
		case notRefused(d.Need):
			d.Severity, d.Need = Warning, ""
		case d.Severity != Error:
			continue
		}
		c.add(d)
	}
}

// notRefused tells whether Camel would have what is needed: a part of its own, or a class of the user's.
func notRefused(need string) bool {
	kind, name, _ := strings.Cut(need, ":")
	switch kind {
	case "language":
		return isLanguage(name)
	case "dataformat":
		return slices.Contains(camelFormats, name)
	case "component":
		_, known := components.Catalog(name)
		return known
	case "bean":
		return strings.Contains(name, ".")
	}
	return kind == "step"
}

// sleeping takes the place of what a disabled step would send to.
type sleeping struct{}

func (sleeping) Process(*components.Exchange) error { return nil }
func (sleeping) Close() error                       { return nil }
