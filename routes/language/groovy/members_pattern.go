package groovy

import (
	"strings"
)

var patternMembers, matcherMembers members

// splitText is Java's split: empty parts at the end are left out, unless the limit says otherwise.
func (r *run) splitText(s string, p *Pattern, limit int) *List {
	out := &List{array: true}
	last := 0
	for _, at := range p.all(s, -1) {
		if limit > 0 && len(out.items) == limit-1 {
			break
		}
		if at[1] == 0 || at[0] == at[1] && at[0] == len(s) { // nothing at the beginning makes no part
			continue
		}
		out.items = append(out.items, s[last:at[0]])
		last = at[1]
	}
	out.items = append(out.items, s[last:])
	if limit == 0 {
		for len(out.items) > 1 && out.items[len(out.items)-1] == "" {
			out.items = out.items[:len(out.items)-1]
		}
		if len(out.items) == 1 && out.items[0] == "" && s != "" {
			out.items = nil
		}
	}
	r.allocate(32*len(out.items) + len(s))
	return out
}

func split(c called) any {
	if len(c.args) == 0 {
		out := &List{array: true}
		for _, w := range strings.FieldsFunc(c.own(), isBlank) {
			out.items = append(out.items, w)
		}
		c.r.allocate(32 * len(out.items))
		return out
	}
	if cl, ok := c.args[0].(*Closure); ok {
		return c.r.partition(c.r.spread(c.own()), cl)
	}
	limit := 0
	if len(c.args) == 2 {
		limit = c.int(1)
	}
	return c.r.splitText(c.own(), c.r.pattern(c.args[0]), limit)
}

func fillPatternMembers() {
	for name, m := range (members{
		"matches": one(func(c called) any { return c.r.pattern(c.args[0]).matches(c.own()) }),
		"split":   {0, 2, split},
		"replace": {1, 2, func(c called) any {
			if len(c.args) == 1 { // several at once
				s := c.own()
				m, ok := c.r.mapping(c.args[0])
				if !ok {
					c.missing()
				}
				keys, values := m.all()
				for i, k := range keys {
					s = c.r.text(strings.ReplaceAll(s, toText(k), c.r.string(values[i])))
				}
				return s
			}
			if p, ok := c.args[0].(*Pattern); ok {
				return c.r.replace(c.own(), p, c.args[1], -1)
			}
			from, to := c.r.string(c.args[0]), c.r.string(c.args[1])
			if n := strings.Count(c.own(), from) * len(to); n > maxText {
				fatal(outOfMemory, "a text of more than 64 MiB")
			}
			return c.made(strings.ReplaceAll(c.own(), from, to))
		}},
		"replaceAll":   {2, 2, func(c called) any { return c.r.replace(c.own(), c.r.pattern(c.args[0]), c.args[1], -1) }},
		"replaceFirst": {2, 2, func(c called) any { return c.r.replace(c.own(), c.r.pattern(c.args[0]), c.args[1], 1) }},
		"find": {1, 2, func(c called) any {
			p := c.r.pattern(c.args[0])
			at := must(p.re.Find(c.own()))
			if at == nil {
				return nil
			}
			if len(c.args) == 2 {
				return c.r.invokeGroups(c.closure(1), groupsOf(c.own(), at))
			}
			return c.own()[at[0]:at[1]]
		}},
		"findAll": {1, 2, func(c called) any {
			p, s, out := c.r.pattern(c.args[0]), c.own(), newList()
			for _, at := range p.all(s, -1) {
				if len(c.args) == 2 {
					out.items = append(out.items, c.r.invokeGroups(c.closure(1), groupsOf(s, at)))
				} else {
					out.items = append(out.items, s[at[0]:at[1]])
				}
			}
			c.r.allocate(32 * len(out.items))
			return out
		}},
		"eachMatch": {2, 2, func(c called) any {
			s := c.own()
			for _, at := range c.r.pattern(c.args[0]).all(s, -1) {
				c.r.invokeGroups(c.closure(1), groupsOf(s, at))
			}
			return s
		}},
		"splitEachLine": {2, 2, func(c called) any {
			var v any
			for _, l := range linesOf(c.own()) {
				parts := c.r.splitText(l.(string), c.r.pattern(c.args[0]), 0)
				v = c.r.invoke(c.closure(1), newList(parts.items...))
			}
			return v
		}},
		"bitwiseNegate": get(func(c called) any { return c.r.pattern(c.own()) }),
	}) {
		textMembers[name] = m
	}
	self := func(c called) *Matcher { return c.self.(*Matcher) }
	number := func(c called) int {
		if len(c.args) == 0 {
			return 0
		}
		if name, ok := c.args[0].(string); ok {
			n := self(c).pattern.re.Group(name)
			if n < 0 {
				throw(illegalArgument, "No group with name <"+name+">")
			}
			return n
		}
		return c.int(0)
	}
	matched := func(c called, at []int, ok bool) any {
		m := self(c)
		m.found = nil
		if ok {
			m.found = at
		}
		return ok
	}
	matcherMembers = members{
		"matches": get(func(c called) any {
			at := must(self(c).pattern.whole.Find(self(c).text))
			return matched(c, at, at != nil)
		}),
		"lookingAt": get(func(c called) any {
			at := must(self(c).pattern.re.Find(self(c).text))
			return matched(c, at, at != nil && at[0] == 0)
		}),
		"find": {0, 1, func(c called) any {
			if len(c.args) == 1 {
				return self(c).findFrom(byteIndex(self(c).text, c.int(0)))
			}
			return self(c).find()
		}},
		"group":      {0, 1, func(c called) any { return self(c).groupValue(number(c)) }},
		"groupCount": get(func(c called) any { return self(c).pattern.re.Groups() }),
		"hasGroup":   get(func(c called) any { return self(c).pattern.re.Groups() > 0 }),
		"start": {0, 1, func(c called) any {
			self(c).groupValue(number(c))
			return unitIndex(self(c).text, self(c).found[2*number(c)])
		}},
		"end": {0, 1, func(c called) any {
			self(c).groupValue(number(c))
			return unitIndex(self(c).text, self(c).found[2*number(c)+1])
		}},
		"getCount":     get(func(c called) any { return len(self(c).all(c.r)) }),
		"size":         get(func(c called) any { return len(self(c).all(c.r)) }),
		"reset":        {0, 1, func(c called) any { m := self(c); m.next, m.found = 0, nil; return m }},
		"replaceAll":   one(func(c called) any { return c.r.replace(self(c).text, self(c).pattern, c.args[0], -1) }),
		"replaceFirst": one(func(c called) any { return c.r.replace(self(c).text, self(c).pattern, c.args[0], 1) }),
		"results":      get(func(c called) any { return newStream(self(c).all(c.r)) }),
	}
	for _, name := range []string{"each", "collect", "find", "findAll", "eachWithIndex", "any", "every", "join", "first", "last", "toList"} {
		name := name
		if _, own := matcherMembers[name]; own {
			continue
		}
		matcherMembers[name] = member{0, 2, func(c called) any { return c.r.invokeMethod(newList(self(c).all(c.r)...), name, c.args) }}
	}
	patternMembers = members{
		"matcher": one(func(c called) any { return &Matcher{pattern: c.self.(*Pattern), text: c.r.string(c.args[0])} }),
		"pattern": get(func(c called) any { return c.self.(*Pattern).source }),
		"split":   {1, 2, func(c called) any { return c.r.splitText(c.r.string(c.args[0]), c.self.(*Pattern), 0) }},
		"asPredicate": get(func(c called) any {
			p := c.self.(*Pattern)
			return &Closure{native: func(r *run, args []any) any { return must(p.re.Match(r.string(only(args)))) }}
		}),
	}
}

// invokeGroups calls a closure with a match: its text, or its groups one by one where it takes several.
func (r *run) invokeGroups(cl *Closure, groups any) any {
	if l, ok := groups.(*List); ok && cl.count() > 1 {
		return r.invoke(cl, l.items...)
	}
	return r.invoke(cl, groups)
}
