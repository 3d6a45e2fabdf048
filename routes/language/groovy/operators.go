package groovy

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// methodOf are the methods that operators stand for.
var methodOf = map[string]string{
	"+": "plus", "-": "minus", "*": "multiply", "/": "div", "%": "mod", "**": "power", "<<": "leftShift", ">>": "rightShift",
	">>>": "rightShiftUnsigned", "&": "and", "|": "or", "^": "xor",
}

// operate does a binary operator.
func (r *run) operate(op string, l, right any) any {
	switch op {
	case "+":
		return r.plus(l, right)
	case "-", "*", "/", "%", "**":
		if isNumber(l) {
			if c, ok := right.(Char); ok {
				right = int(c)
			}
			if isNumber(right) {
				r.tick(1)
				if op == "**" {
					return power(l, right)
				}
				return calculate(op[0], l, right)
			}
		}
	case "&", "|", "^", "<<", ">>", ">>>":
		if v, ok := bits(op, l, right); ok {
			return v
		}
	}
	if l == nil {
		throw(nullPointer, "Cannot invoke method "+methodOf[op]+"() on null object")
	}
	if op == "-" {
		return r.minus(l, right)
	}
	if c, ok := l.(Char); ok {
		return r.operate(op, int(c), right)
	}
	return r.invokeMethod(l, methodOf[op], []any{right})
}

// plus adds numbers, joins texts, lists and maps.
func (r *run) plus(l, right any) any {
	switch a := l.(type) {
	case string:
		return r.text(a + r.string(right))
	case nil:
		if s, ok := right.(string); ok {
			return r.text("null" + s)
		}
		throw(nullPointer, "Cannot execute null+"+r.string(right))
	case Char:
		if _, ok := right.(string); !ok {
			return r.plus(int(a), right)
		}
	case *List:
		return r.joined(a.items, right)
	case *Range:
		return r.joined(a.list(r).items, right)
	case *Set:
		s := a.empty(a.list()...)
		for _, x := range r.itemsOrOne(right) {
			s.add(x)
		}
		r.allocate(entryBytes * s.size())
		return s
	case *Builder:
		return r.text(a.String() + r.string(right))
	case time.Time:
		if n, ok := wholeOf(right); ok {
			return a.AddDate(0, 0, int(n))
		}
	}
	if s, ok := right.(string); ok && (isNumber(l) || isTextual(l)) {
		return r.text(r.string(l) + s)
	}
	if c, ok := right.(Char); ok {
		right = int(c)
	}
	if isNumber(l) && isNumber(right) {
		r.tick(1)
		return calculate('+', l, right)
	}
	if m, ok := r.mapping(l); ok {
		if n, ok := r.mapping(right); ok {
			d := &Dict{}
			putAll(d, m)
			putAll(d, n)
			r.allocate(entryBytes * d.size())
			return d
		}
	}
	return r.ofObject(l, "plus", right)
}

// ofObject calls a method that values with methods of their own may have; for the others the operator is all there is.
func (r *run) ofObject(l any, name string, right any) any {
	if _, ok := l.(object); !ok {
		r.missing(className(l), name, []any{right})
	}
	return r.invokeMethod(l, name, []any{right})
}

// joined is a list of items and those of another list, or one more.
func (r *run) joined(items []any, right any) any {
	more := r.itemsOrOne(right)
	r.allocate(16 * (len(items) + len(more)))
	return &List{items: slices.Concat(items, more), mixed: true}
}

func (r *run) itemsOrOne(v any) []any {
	switch v.(type) {
	case *List, *Set, *Range, []any:
		return r.spread(v)
	}
	return []any{v}
}

// minus takes a text out of a text, items out of lists, keys out of maps.
func (r *run) minus(l, right any) any {
	switch a := l.(type) {
	case string:
		if p, ok := right.(*Pattern); ok {
			if at := must(p.re.Find(a)); at != nil {
				return a[:at[0]] + a[at[1]:]
			}
			return a
		}
		return strings.Replace(a, toText(right), "", 1)
	case *List, *Range:
		out := r.without(r.spread(a), right)
		return newList(out...)
	case *Set:
		return a.empty(r.without(a.list(), right)...)
	case time.Time:
		switch b := right.(type) {
		case time.Time:
			return int(a.Sub(b) / (24 * time.Hour))
		case int:
			return a.AddDate(0, 0, -b)
		}
	}
	if m, ok := r.mapping(l); ok {
		d := &Dict{}
		putAll(d, m)
		if n, ok := r.mapping(right); ok {
			keys, values := n.all()
			for i, k := range keys {
				if v, ok := d.get(k); ok && equal(v, values[i]) {
					d.remove(k)
				}
			}
			return d
		}
		for _, k := range r.itemsOrOne(right) {
			d.remove(k)
		}
		return d
	}
	return r.ofObject(l, "minus", right)
}

func (r *run) without(items []any, right any) []any {
	remove := r.itemsOrOne(right)
	r.tick(len(items) * max(1, len(remove)))
	out := []any{}
	for _, x := range items {
		if !slices.ContainsFunc(remove, func(y any) bool { return equal(x, y) }) {
			out = append(out, x)
		}
	}
	return out
}

// bits does the operators on the bits of whole numbers, and those on truth values.
func bits(op string, l, right any) (any, bool) {
	if a, ok := l.(bool); ok {
		b, ok := right.(bool)
		switch {
		case !ok:
		case op == "&":
			return a && b, true
		case op == "|":
			return a || b, true
		case op == "^":
			return a != b, true
		}
		return nil, false
	}
	if _, ok := l.(*big.Int); ok {
		return bigBits(op, l, right)
	}
	a, ok1 := wholeOf(l)
	b, ok2 := wholeOf(right)
	if !ok1 || !ok2 {
		return nil, false
	}
	_, narrow := l.(int)
	_, narrowRight := right.(int)
	result := func(n int64) any {
		if narrow && (narrowRight || op[0] == '<' || op[0] == '>') {
			return int(int32(n))
		}
		return n
	}
	width := uint64(63)
	if narrow {
		width = 31
	}
	switch op {
	case "&":
		return result(a & b), true
	case "|":
		return result(a | b), true
	case "^":
		return result(a ^ b), true
	case "<<":
		return result(a << (uint64(b) & width)), true
	case ">>":
		return result(a >> (uint64(b) & width)), true
	}
	if narrow {
		return int(int32(uint32(a) >> (uint64(b) & width))), true
	}
	return int64(uint64(a) >> (uint64(b) & width)), true
}

func bigBits(op string, l, right any) (any, bool) {
	a := l.(*big.Int)
	if rank(right) == 0 || rank(right) > 3 {
		return nil, false
	}
	b := bigOf(right)
	n := new(big.Int)
	switch op {
	case "&":
		return n.And(a, b), true
	case "|":
		return n.Or(a, b), true
	case "^":
		return n.Xor(a, b), true
	}
	if !b.IsInt64() || b.Int64() < 0 || b.Int64() > maxBits {
		throw(arithmetic, "BigInteger would overflow supported range")
	}
	if op == "<<" {
		return checked(n.Lsh(a, uint(b.Int64()))), true
	}
	return n.Rsh(a, uint(b.Int64())), true
}

func (r *run) complement(v any) any {
	switch v := v.(type) {
	case int:
		return ^v
	case int64:
		return ^v
	case string:
		return r.pattern(v)
	}
	return r.invokeMethod(v, "bitwiseNegate", nil)
}

// isIn is x in v.
func (r *run) isIn(x, v any) bool {
	if v == nil {
		return x == nil
	}
	return r.isCase(v, x)
}

// isCase tells whether a case of a switch takes a value.
func (r *run) isCase(test, v any) bool {
	r.tick(1)
	switch t := test.(type) {
	case nil:
		return v == nil
	case *Class:
		return isInstance(v, t.name)
	case *Closure:
		return truth(r.invoke(t, v))
	case *Pattern:
		if v == nil {
			return false
		}
		return t.matches(toText(v))
	case *Range:
		return v != nil && t.contains(v)
	case *List:
		r.tick(len(t.items))
		return slices.ContainsFunc(t.items, func(x any) bool { return javaEqual(x, v) })
	case *Set:
		return t.find(v) >= 0
	case *components.Exception:
		return same(test, v)
	}
	if m, ok := r.mapping(test); ok {
		if x, ok := m.get(v); ok {
			return truth(x)
		}
		return false
	}
	if items, ok := test.([]any); ok {
		return slices.ContainsFunc(items, func(x any) bool { return javaEqual(x, v) })
	}
	return equal(test, v)
}

// string is the text of a value in a template or behind +.
func (r *run) string(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case stream:
		b, err := components.Bytes(v.Opener)
		if err != nil {
			rethrow(err)
		}
		return string(b)
	}
	if o, ok := v.(runText); ok {
		return o.text(r)
	}
	return toText(v)
}

// runText is a value whose text needs the run.
type runText interface{ text(r *run) string }
