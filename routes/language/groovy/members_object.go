package groovy

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

var objectMembers, boolMembers, entryMembers, closureMembers, exceptionMembers, charMembers members

func fillObjectMembers() {
	with := func(c called, answersSelf bool) any {
		cl := c.closure(0)
		inner := *cl
		inner.delegate = c.self
		v := c.r.invoke(&inner, c.self)
		if answersSelf {
			return c.self
		}
		return v
	}
	objectMembers = members{
		"toString":  get(func(c called) any { return c.r.string(c.self) }),
		"getClass":  get(func(c called) any { return &Class{className(c.self)} }),
		"hashCode":  get(func(c called) any { return hashOf(c.self) }),
		"equals":    one(func(c called) any { return javaEqual(c.self, c.args[0]) }),
		"is":        one(func(c called) any { return same(c.self, c.args[0]) }),
		"compareTo": one(func(c called) any { return compare(c.self, c.args[0]) }),
		"asBoolean": get(func(c called) any { return truth(c.self) }),
		"inspect":   get(func(c called) any { return inspect(c.self) }),
		"dump":      get(func(c called) any { return "<" + className(c.self) + "@0 " + toText(c.self) + ">" }),
		"with":      one(func(c called) any { return with(c, false) }),
		"tap":       one(func(c called) any { return with(c, true) }),
		"asType": one(func(c called) any {
			if class, ok := c.args[0].(*Class); ok {
				return c.r.asType(c.self, class.name)
			}
			return c.self
		}),
		"isCase": one(func(c called) any { return c.r.isCase(c.self, c.args[0]) }),
		"getAt":  one(func(c called) any { return c.r.index(c.self, c.args[0]) }),
		"putAt":  {2, 2, func(c called) any { c.r.setIndex(c.self, c.args[0], c.args[1]); return nil }},
		"each": one(func(c called) any {
			cl := c.closure(0)
			c.r.each(c.self, func(x any) bool { c.r.invoke(cl, x); return true })
			return c.self
		}),
		"collect": one(func(c called) any {
			cl, out := c.closure(0), newList()
			c.r.each(c.self, func(x any) bool { out.items = append(out.items, c.r.invoke(cl, x)); return true })
			return out
		}),
		"iterator": get(func(c called) any { return newIterator(c.r.spread(c.self)) }),
		"println":  one(func(c called) any { c.r.print(c.args, true); return nil }),
		"hasProperty": one(func(c called) any {
			for _, g := range getters(c.text(0)) {
				if _, ok := find(c.self, g, 0); ok {
					return g
				}
			}
			return nil
		}),
		"respondsTo": one(func(c called) any {
			for n := range 4 {
				if _, ok := find(c.self, c.text(0), n); ok {
					return newList(c.text(0))
				}
			}
			return newList()
		}),
	}
	boolMembers = members{
		"booleanValue": get(func(c called) any { return c.self }),
		"and":          one(func(c called) any { return c.self.(bool) && truth(c.args[0]) }),
		"or":           one(func(c called) any { return c.self.(bool) || truth(c.args[0]) }),
		"xor":          one(func(c called) any { return c.self.(bool) != truth(c.args[0]) }),
		"implies":      one(func(c called) any { return !c.self.(bool) || truth(c.args[0]) }),
	}
	entryMembers = members{
		"getKey":   get(func(c called) any { return c.self.(*Entry).key }),
		"getValue": get(func(c called) any { return c.self.(*Entry).value }),
		"setValue": one(func(c called) any {
			e := c.self.(*Entry)
			old := e.value
			e.set(c.args[0])
			return old
		}),
	}
	charMembers = members{
		"charValue":       get(func(c called) any { return c.self }),
		"toInteger":       get(func(c called) any { return parseNumber(toText(c.self), "java.lang.Integer") }),
		"next":            get(func(c called) any { return c.self.(Char) + 1 }),
		"previous":        get(func(c called) any { return c.self.(Char) - 1 }),
		"compareTo":       one(func(c called) any { return compare(c.self, c.args[0]) }),
		"isLetter":        get(func(c called) any { return isLetter(rune(c.self.(Char))) }),
		"isDigit":         get(func(c called) any { return isDecimal(rune(c.self.(Char))) }),
		"isLetterOrDigit": get(func(c called) any { ch := rune(c.self.(Char)); return isLetter(ch) || isDecimal(ch) }),
		"isUpperCase":     get(func(c called) any { return isUpper(rune(c.self.(Char))) }),
		"isLowerCase":     get(func(c called) any { return isLower(rune(c.self.(Char))) }),
		"isWhitespace":    get(func(c called) any { return isBlank(rune(c.self.(Char))) }),
		"hashCode":        get(func(c called) any { return int(c.self.(Char)) }),
	}
	closureMembers = members{
		"call":   {0, any0, func(c called) any { return c.r.invoke(c.self.(*Closure), c.args...) }},
		"doCall": {0, any0, func(c called) any { return c.r.invoke(c.self.(*Closure), c.args...) }},
		"curry": {1, any0, func(c called) any {
			cl := *c.self.(*Closure)
			cl.curried = append(append([]any{}, cl.curried...), c.args...)
			return &cl
		}},
		"rcurry": {1, any0, func(c called) any {
			cl := *c.self.(*Closure)
			cl.trailing = append(append([]any{}, c.args...), cl.trailing...)
			return &cl
		}},
		"memoize":                      get(func(c called) any { return memoized(c.self.(*Closure)) }),
		"rightShift":                   one(func(c called) any { return composed(c.self.(*Closure), c.closure(0)) }),
		"leftShift":                    one(func(c called) any { return composed(c.closure(0), c.self.(*Closure)) }),
		"andThen":                      one(func(c called) any { return composed(c.self.(*Closure), c.closure(0)) }),
		"compose":                      one(func(c called) any { return composed(c.closure(0), c.self.(*Closure)) }),
		"getMaximumNumberOfParameters": get(func(c called) any { return c.self.(*Closure).count() }),
		"setDelegate":                  one(func(c called) any { c.self.(*Closure).delegate = c.args[0]; return nil }),
		"setResolveStrategy":           one(func(c called) any { return nil }),
		"run":                          {0, 0, func(c called) any { return c.r.invoke(c.self.(*Closure)) }},
		"apply":                        {1, 2, func(c called) any { return c.r.invoke(c.self.(*Closure), c.args...) }},
		"test":                         one(func(c called) any { return truth(c.r.invoke(c.self.(*Closure), c.args...)) }),
	}
	exceptionMembers = members{
		"getMessage":          get(func(c called) any { return messageOf(c.self.(*components.Exception)) }),
		"getLocalizedMessage": get(func(c called) any { return messageOf(c.self.(*components.Exception)) }),
		"getCause": get(func(c called) any {
			if cause := components.AsException(c.self.(*components.Exception).Cause); cause != nil {
				return cause
			}
			return nil
		}),
		"initCause": one(func(c called) any {
			if cause, ok := c.args[0].(*components.Exception); ok {
				c.self.(*components.Exception).Cause = cause
			}
			return c.self
		}),
		"addSuppressed":   one(func(called) any { return nil }),
		"printStackTrace": {0, 1, func(called) any { return nil }},
		"getStackTrace":   get(func(called) any { return &List{array: true} }),
		"toString":        get(func(c called) any { return components.Text(c.self) }),
	}
}

// messageOf is an exception's message, null where it has none.
func messageOf(x *components.Exception) any {
	if x.Message == "" {
		return nil
	}
	return x.Message
}

// javaEqual is equals: unlike ==, numbers of two classes differ.
func javaEqual(a, b any) bool {
	if isNumber(a) || isNumber(b) {
		if className(a) != className(b) {
			return false
		}
		if d, ok := a.(*components.Decimal); ok && d.Scale() != b.(*components.Decimal).Scale() {
			return false
		}
	}
	return equal(a, b)
}

func (e *Entry) set(v any) {
	e.value = v
	if e.of != nil {
		e.of.put(e.key, v)
	}
}

func (e *Entry) setProperty(_ *run, name string, v any) bool {
	if name == "value" {
		e.set(v)
	}
	return name == "value"
}

func memoized(cl *Closure) *Closure {
	known := &Dict{}
	return &Closure{native: func(r *run, args []any) any {
		key := newList(args...)
		if v, ok := known.get(key); ok {
			return v
		}
		v := r.invoke(cl, args...)
		r.allocate(64)
		known.put(key, v)
		return v
	}}
}

func composed(first, second *Closure) *Closure {
	return &Closure{native: func(r *run, args []any) any {
		r.enter()
		defer r.leave()
		return r.invoke(second, r.invoke(first, args...))
	}}
}

// Iterator goes through items.
type Iterator struct {
	list []any
	at   int
}

func newIterator(items []any) *Iterator { return &Iterator{list: items} }

func (i *Iterator) String() string    { return "java.util.Iterator@0" }
func (i *Iterator) JavaClass() string { return "java.util.Iterator" }
func (i *Iterator) export() any       { return exported(newList(i.list[i.at:]...), nil) }
func (i *Iterator) hasNext() bool     { return i.at < len(i.list) }

func (i *Iterator) next() any {
	if !i.hasNext() {
		throw(noSuchElement, "")
	}
	i.at++
	return i.list[i.at-1]
}

var iteratorMembers members

func fillIteratorMembers() {
	iteratorMembers = members{
		"hasNext": get(func(c called) any { return c.self.(*Iterator).hasNext() }),
		"next":    get(func(c called) any { return c.self.(*Iterator).next() }),
	}
}

// sleep waits, unless the exchange is given up.
func (r *run) sleep(ms int64) {
	t := time.NewTimer(min(time.Duration(min(max(ms, 0), 3_600_000))*time.Millisecond, maxSleep))
	defer t.Stop()
	began := time.Now()
	select {
	case <-t.C:
	case <-r.ex.Done():
	}
	if r.slept += time.Since(began); r.slept > maxSleep {
		fatal(tooLong, "the script slept longer than "+maxSleep.String())
	}
	r.look()
}
