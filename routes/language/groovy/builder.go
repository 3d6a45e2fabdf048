package groovy

import (
	"strings"
	"unicode/utf8"
)

// Builder is StringBuilder, StringBuffer and StringWriter.
type Builder struct {
	b     strings.Builder
	class string
}

func newBuilder(s string) *Builder {
	b := &Builder{class: "java.lang.StringBuilder"}
	b.b.WriteString(s)
	return b
}

func (b *Builder) String() string    { return b.b.String() }
func (b *Builder) JavaClass() string { return b.class }
func (b *Builder) export() any       { return b.String() }
func (b *Builder) length() int       { return lengthOf(b.b.String()) }

func (b *Builder) set(s string) {
	b.b.Reset()
	b.b.WriteString(s)
}

func (b *Builder) append(r *run, s string) {
	r.allocate(len(s))
	if b.b.Len()+len(s) > maxText {
		fatal(outOfMemory, "a text of more than 64 MiB")
	}
	b.b.WriteString(s)
}

var builderMembers members

func fillBuilder() {
	self := func(c called) *Builder { return c.self.(*Builder) }
	appends := one(func(c called) any { self(c).append(c.r, c.r.javaString(c.args[0])); return c.self })
	span := func(c called) (from, to int) {
		s := self(c).String()
		a, b := c.int(0), min(c.int(1), lengthOf(s))
		if a < 0 || a > b {
			throw(textOutOfBounds, "start "+toText(a)+", end "+toText(b)+", length "+toText(lengthOf(s)))
		}
		return byteIndex(s, a), byteIndex(s, b)
	}
	builderMembers = members{
		"append": appends, "leftShift": one(func(c called) any { self(c).append(c.r, c.r.string(c.args[0])); return c.self }),
		"write":     one(func(c called) any { self(c).append(c.r, c.r.string(c.args[0])); return nil }),
		"print":     one(func(c called) any { self(c).append(c.r, c.r.string(c.args[0])); return nil }),
		"println":   {0, 1, func(c called) any { self(c).append(c.r, c.optional(0)+"\n"); return nil }},
		"getBuffer": get(func(c called) any { return c.self }), "flush": get(func(called) any { return nil }), "close": get(func(called) any { return nil }),
		"insert": {2, 2, func(c called) any {
			s := self(c).String()
			n := c.int(0)
			if n < 0 || n > lengthOf(s) {
				throw(textOutOfBounds, "offset "+toText(n)+", length "+toText(lengthOf(s)))
			}
			at := byteIndex(s, n)
			self(c).set(c.r.text(s[:at] + c.r.javaString(c.args[1]) + s[at:]))
			return c.self
		}},
		"reverse": get(func(c called) any { self(c).set(c.r.text(units(self(c).String()).reversed().String())); return c.self }),
		"delete": {2, 2, func(c called) any {
			from, to := span(c)
			s := self(c).String()
			self(c).set(c.r.text(s[:from] + s[to:]))
			return c.self
		}},
		"replace": {2, 3, func(c called) any {
			if len(c.args) == 2 {
				return textMembers["replace"].do(c)
			}
			from, to := span(c)
			s := self(c).String()
			self(c).set(c.r.text(s[:from] + c.text(2) + s[to:]))
			return c.self
		}},
		"deleteCharAt": one(func(c called) any {
			s := self(c).String()
			checkIndex(c.int(0), lengthOf(s))
			at := byteIndex(s, c.int(0))
			_, n := utf8.DecodeRuneInString(s[at:])
			self(c).set(c.r.text(s[:at] + s[at+n:]))
			return c.self
		}),
		"setLength": one(func(c called) any {
			s := self(c).String()
			if n := c.int(0); n < lengthOf(s) {
				self(c).set(c.r.text(s[:byteIndex(s, max(n, 0))]))
			} else {
				self(c).append(c.r, strings.Repeat("\x00", min(n-lengthOf(s), maxText)))
			}
			return nil
		}),
		"toString": get(func(c called) any { return c.r.text(self(c).String()) }),
	}
}

func (c called) optional(i int) string {
	if i < len(c.args) {
		return c.r.string(c.args[i])
	}
	return ""
}

// javaString is the text that append and String.valueOf make of a value.
func (r *run) javaString(v any) string {
	switch v.(type) {
	case *List, *Set, *Dict, mapping, *Entry:
		return javaText(v)
	}
	return r.string(v)
}
