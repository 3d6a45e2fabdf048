package groovy

import (
	"slices"

	"github.com/dromedary-go/dromedary/components"
)

// List is a list. One that came with the exchange is copied when it is first changed, and the copy put where it was found:
// others may hold the same.
type List struct {
	items   []any
	foreign bool // the items are others' too
	mixed   bool // items came with the exchange: lists among them are not yet a List
	fixed   bool // cannot be changed
	array   bool // an array: its length cannot be changed
	from    place
}

func newList(items ...any) *List { return &List{items: items} }

// writable prepares a list for a change of its items.
func (l *List) writable(r *run) *List {
	if l.fixed {
		throw("java.lang.UnsupportedOperationException", "")
	}
	if l.foreign {
		held := r.holds(l.from, l.items)
		l.items, l.foreign = slices.Clone(l.items), false
		if held {
			r.keep(l.from, l)
		}
	}
	return l
}

// growable prepares a list for a change of its length.
func (l *List) growable(r *run) *List {
	if l.array {
		throw("java.lang.UnsupportedOperationException", "")
	}
	return l.writable(r)
}

func (l *List) add(r *run, items ...any) {
	l.growable(r)
	r.allocate(16 * len(items))
	l.items = append(l.items, items...)
}

// at answers the index of Java's Groovy: -1 is the last item. It is not checked.
func (l *List) at(i int) int {
	if i < 0 {
		return i + len(l.items)
	}
	return i
}

// Range is from..to of whole numbers, without what openRight leaves out; it may run downwards.
type Range struct {
	from, to int
	text     string
}

func (g *Range) size() int {
	if g.to < g.from {
		return g.from - g.to + 1
	}
	return g.to - g.from + 1
}

func (g *Range) item(i int) int {
	if g.to < g.from {
		return g.from - i
	}
	return g.from + i
}

func (g *Range) contains(v any) bool {
	n, ok := wholeOf(v)
	return ok && n >= int64(min(g.from, g.to)) && n <= int64(max(g.from, g.to))
}

func (g *Range) list(r *run) *List {
	r.allocate(16 * g.size())
	items := make([]any, g.size())
	for i := range items {
		items[i] = g.item(i)
	}
	return newList(items...)
}

// makeRange makes from..to.
func makeRange(r *run, from, to any, openLeft, openRight bool) any {
	a, ok1 := wholeOf(from)
	b, ok2 := wholeOf(to)
	if !ok1 || !ok2 {
		return makeTextRange(r, from, to, openRight)
	}
	dots := ".."
	if openLeft {
		dots = "<.."
	}
	if openRight {
		dots += "<"
	}
	g := &Range{int(a), int(b), components.Text(from) + dots + components.Text(to)}
	direction := 1
	if b < a {
		direction = -1
	}
	if openLeft {
		g.from += direction
	}
	if openRight {
		g.to -= direction
	}
	if (openLeft || openRight) && (a == b || direction > 0 && g.from > g.to || direction < 0 && g.from < g.to) {
		return newList()
	}
	if g.size() > maxItems || g.size() < 0 {
		fatal(outOfMemory, "a range of more than 10,000,000 numbers")
	}
	return g
}

// makeTextRange makes 'a'..'e'.
func makeTextRange(r *run, from, to any, openRight bool) any {
	a, b := []rune(toText(from)), []rune(toText(to))
	if day, ok := dayRange(from, to, openRight); ok {
		return day
	}
	if len(a) != 1 || len(b) != 1 {
		if isNumber(from) && isNumber(to) {
			return decimalRange(r, from, to, openRight)
		}
		if (isTextual(from) || isNumber(from)) && (isTextual(to) || isNumber(to)) {
			throw(illegalArgument, "Incompatible Argument Types: "+className(from)+" and "+className(to))
		}
		throw(illegalArgument, "a range needs two numbers or two letters")
	}
	direction := rune(1)
	if b[0] < a[0] {
		direction = -1
	}
	list := newList()
	for c := a[0]; ; c += direction {
		if c == b[0] && openRight {
			break
		}
		list.items = append(list.items, string(c))
		if c == b[0] {
			break
		}
	}
	r.allocate(32 * len(list.items))
	return list
}

func (g *Range) String() string    { return g.text }
func (g *Range) JavaClass() string { return "groovy.lang.IntRange" }

// decimalRange makes 1.5..3.5 in steps of 1.
func decimalRange(r *run, from, to any, openRight bool) any {
	step, out := byte('+'), newList()
	if compareNumbers(from, to) > 0 {
		step = '-'
	}
	for v := from; ; v = calculate(step, v, 1) {
		order := compareNumbers(v, to)
		if step == '-' {
			order = -order
		}
		if order > 0 || openRight && order == 0 {
			return out
		}
		out.add(r, v)
		r.tick(1)
	}
}
