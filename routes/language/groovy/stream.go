package groovy

import (
	"slices"

	"github.com/dromedary-go/dromedary/components"
)

// Stream is java.util.stream.Stream over items that are there.
type Stream struct{ list []any }

func newStream(items []any) *Stream { return &Stream{items} }

func (s *Stream) String() string    { return "java.util.stream.ReferencePipeline@0" }
func (s *Stream) JavaClass() string { return "java.util.stream.Stream" }
func (s *Stream) export() any       { return exported(newList(s.list...), nil) }
func (s *Stream) items(*run) []any  { return s.list }
func (s *Stream) members() members  { return streamMembers }

// Optional is java.util.Optional.
type Optional struct{ value any }

func (o *Optional) String() string {
	if o.value == nil {
		return "Optional.empty"
	}
	return "Optional[" + toText(o.value) + "]"
}
func (o *Optional) JavaClass() string { return "java.util.Optional" }
func (o *Optional) likeText()         {}
func (o *Optional) members() members  { return optionalMembers }

// collector is java.util.stream.Collector.
type collector func(r *run, items []any) any

func (collector) String() string    { return "java.util.stream.Collectors@0" }
func (collector) JavaClass() string { return "java.util.stream.Collector" }

var streamMembers, optionalMembers members
var collectors members

func fillStream() {
	items := func(c called) []any {
		list := c.self.(*Stream).list
		c.r.tick(len(list))
		return list
	}
	viaList := func(name string, stream bool) func(c called) any {
		return func(c called) any {
			v := c.r.invokeMethod(newList(items(c)...), name, c.args)
			if stream {
				return newStream(c.r.spread(v))
			}
			return v
		}
	}
	streamMembers = members{
		"filter": one(viaList("findAll", true)), "map": one(viaList("collect", true)), "mapToInt": one(viaList("collect", true)), "mapToLong": one(viaList("collect", true)), "mapToDouble": one(viaList("collect", true)), "mapToObj": one(viaList("collect", true)),
		"flatMap": one(viaList("collectMany", true)), "sorted": {0, 1, viaList("toSorted", true)}, "distinct": get(viaList("toUnique", true)), "limit": one(viaList("take", true)), "skip": one(viaList("drop", true)),
		"takeWhile": one(viaList("takeWhile", true)), "dropWhile": one(viaList("dropWhile", true)), "boxed": get(func(c called) any { return c.self }), "parallel": get(func(c called) any { return c.self }),
		"peek": one(func(c called) any { viaList("each", false)(c); return c.self }), "forEach": one(viaList("forEach", false)), "toList": get(viaList("toList", false)), "toArray": {0, 1, viaList("toArray", false)},
		"anyMatch": one(viaList("any", false)), "allMatch": one(viaList("every", false)), "noneMatch": one(func(c called) any { return !truth(viaList("any", false)(c)) }),
		"count": get(func(c called) any { return int64(len(items(c))) }),
		"sum": get(func(c called) any {
			if v := viaList("sum", false)(c); v != nil {
				return v
			}
			return 0
		}),
		"average": get(func(c called) any {
			v := viaList("average", false)(c)
			if v != nil {
				v = floatOf(v)
			}
			return &Optional{v}
		}),
		"max": {0, 1, func(c called) any { return &Optional{viaList("max", false)(c)} }}, "min": {0, 1, func(c called) any { return &Optional{viaList("min", false)(c)} }},
		"findFirst": get(func(c called) any { return firstOf(items(c)) }), "findAny": get(func(c called) any { return firstOf(items(c)) }),
		"reduce": {1, 2, func(c called) any {
			if len(c.args) == 1 {
				if len(items(c)) == 0 {
					return &Optional{}
				}
				return &Optional{viaList("inject", false)(c)}
			}
			return viaList("inject", false)(c)
		}},
		"collect": {0, 1, func(c called) any {
			switch f := c.arg(0).(type) {
			case collector:
				return f(c.r, items(c))
			case *Closure:
				return viaList("collect", false)(c)
			}
			return newList(slices.Clone(items(c))...)
		}},
	}
	self := func(c called) any { return c.self.(*Optional).value }
	optionalMembers = members{
		"isPresent": get(func(c called) any { return self(c) != nil }), "isEmpty": get(func(c called) any { return self(c) == nil }),
		"get": get(func(c called) any {
			if self(c) == nil {
				throw(noSuchElement, "No value present")
			}
			return self(c)
		}),
		"getAsInt": get(func(c called) any { return self(c) }), "getAsDouble": get(func(c called) any { return self(c) }),
		"orElse": one(func(c called) any {
			if v := self(c); v != nil {
				return v
			}
			return c.args[0]
		}),
		"orElseGet": one(func(c called) any {
			if v := self(c); v != nil {
				return v
			}
			return c.r.invoke(c.closure(0))
		}),
		"orElseThrow": {0, 1, func(c called) any {
			if v := self(c); v != nil {
				return v
			}
			if len(c.args) == 1 {
				if x, ok := c.r.invoke(c.closure(0)).(*components.Exception); ok {
					rethrow(x)
				}
			}
			throw(noSuchElement, "No value present")
			return nil
		}},
		"map": one(func(c called) any {
			if v := self(c); v != nil {
				return &Optional{c.r.invoke(c.closure(0), v)}
			}
			return c.self
		}),
		"filter": one(func(c called) any {
			if v := self(c); v == nil || !truth(c.r.invoke(c.closure(0), v)) {
				return &Optional{}
			}
			return c.self
		}),
		"ifPresent": one(func(c called) any {
			if v := self(c); v != nil {
				c.r.invoke(c.closure(0), v)
			}
			return nil
		}),
	}
	collectors = members{
		"toList": get(func(called) any {
			return collector(func(_ *run, items []any) any { return newList(slices.Clone(items)...) })
		}),
		"toSet": get(func(called) any { return collector(func(_ *run, items []any) any { return newSet(items...) }) }),
		"joining": {0, 3, func(c called) any {
			return collector(func(r *run, items []any) any {
				s := toText(joinItems(called{r, newList(items...), "join", c.args[:min(1, len(c.args))]}))
				if len(c.args) == 3 {
					s = r.text(toText(c.args[1]) + s + toText(c.args[2]))
				}
				return s
			})
		}},
		"counting": get(func(called) any { return collector(func(_ *run, items []any) any { return int64(len(items)) }) }),
		"groupingBy": {1, 2, func(c called) any {
			return collector(func(r *run, items []any) any {
				d := r.grouped(items, c.args[:1])
				if down, ok := c.arg(1).(collector); ok {
					for i, v := range d.values {
						d.values[i] = down(r, v.(*List).items)
					}
				}
				return d
			})
		}},
		"toMap": {2, 4, func(c called) any {
			return collector(func(r *run, items []any) any {
				d := &Dict{}
				for _, x := range items {
					d.put(r.invoke(c.closure(0), x), r.invoke(c.closure(1), x))
				}
				return d
			})
		}},
	}
}

func firstOf(items []any) any {
	if len(items) == 0 {
		return &Optional{}
	}
	return &Optional{items[0]}
}
