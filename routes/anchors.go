package routes

import (
	"math"

	"gopkg.in/yaml.v3"
)

// anchorCheck looks whether anchors make a document endless or much larger than its text, as a YAML bomb does.
type anchorCheck struct {
	sizes map[*yaml.Node]int // what an anchor stands for, in nodes; 0 while that is being counted
	wrong *yaml.Node         // the alias that is one too many
	cycle bool
}

// checkAnchors answers a mistake in the anchors of a document; ok is true where there is none.
func (s *source) checkAnchors(doc *yaml.Node) (d Diagnostic, ok bool) {
	a := &anchorCheck{sizes: map[*yaml.Node]int{}}
	written := countNodes(doc)
	expanded := a.size(doc, 0, 10*written+10_000)
	switch {
	case a.cycle:
		d = Diagnostic{Msg: "the anchor &" + a.wrong.Value + " holds itself", Hint: "write out what is meant in place of *" + a.wrong.Value}
	case a.wrong != nil && expanded > 10*written+10_000:
		d = Diagnostic{Msg: "anchors make the file more than ten times as large", Hint: "write out what is meant in place of *" + a.wrong.Value}
	default:
		return d, true
	}
	d.Pos = Pos{s.name, a.wrong.Line, a.wrong.Column}
	d.Source = s.line(a.wrong.Line)
	return d, false
}

func countNodes(n *yaml.Node) int {
	total := 1
	for _, c := range n.Content {
		total += countNodes(c)
	}
	return total
}

// size counts the nodes of n with those that aliases stand for, and remembers the alias that goes beyond most.
func (a *anchorCheck) size(n *yaml.Node, before, most int) int {
	total := 1
	if n.Kind == yaml.AliasNode {
		known, seen := a.sizes[n.Alias]
		switch {
		case seen && known == 0:
			a.wrong, a.cycle = n, true
			return 1
		case !seen:
			a.sizes[n.Alias] = 0
			known = a.size(n.Alias, 0, math.MaxInt)
			a.sizes[n.Alias] = known
		}
		total += known
		if before+total > most && a.wrong == nil {
			a.wrong = n
		}
		return total
	}
	if n.Anchor != "" {
		if _, seen := a.sizes[n]; !seen {
			a.sizes[n] = 0
			defer func() { a.sizes[n] = total }()
		}
	}
	for _, c := range n.Content {
		if a.cycle {
			break
		}
		if total += a.size(c, before+total, most); total > math.MaxInt/4 {
			total = math.MaxInt / 4
		}
	}
	return total
}
