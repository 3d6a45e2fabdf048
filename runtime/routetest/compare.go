package routetest

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Difference is one place where what came out is not what a case expects.
type Difference struct {
	// Path says where, such as replies[0].headers.foo.
	Path string
	// Want and Got are the two values. NoWant and NoGot say that there is no such value, as opposed to null.
	Want, Got     any
	NoWant, NoGot bool

	note string // in place of the values, where words say it better
}

// comparison collects the differences of one case.
type comparison struct {
	strict, unordered bool
	found             []Difference
}

func (c *comparison) differ(path string, want, got any) {
	c.found = append(c.found, Difference{Path: path, Want: want, Got: got})
}

func (c *comparison) lacks(path string, want any) {
	c.found = append(c.found, Difference{Path: path, Want: want, NoGot: true})
}

func (c *comparison) extra(path string, got any) {
	c.found = append(c.found, Difference{Path: path, Got: got, NoWant: true})
}

// nothing is what an absent part counts as.
var nothing = &components.Map{}

// outcome compares all of expect.
func (c *comparison) outcome(want, got *components.Map) {
	gotError, failed := got.Get("error")
	wantError, toFail := want.Get("error")
	switch {
	case failed && !toFail:
		c.found = append(c.found, Difference{Path: "error", Got: gotError, NoWant: true})
		return
	case toFail && !failed:
		c.lacks("error", wantError)
		return
	case failed:
		return // that there is one is all that counts
	}
	for key := range want.All() {
		switch key {
		case "error", "replies", "mocks", "log", "files", "eval":
		default:
			c.found = append(c.found, Difference{Path: key, note: "expect has no such key: there are error, replies, mocks, log, files and eval"})
		}
	}
	c.replies(want, got)
	c.mocks(want, got)
	c.log(want, got)
	c.files(want, got)
}

// part answers a list of want and one of got; skip where neither is to be compared.
func (c *comparison) part(want, got *components.Map, key string) (w, g []any, skip bool) {
	v, there := want.Get(key)
	w, isList := v.([]any)
	if there && !isList && v != nil {
		c.found = append(c.found, Difference{Path: key, note: "expect." + key + " must be a list"})
		return nil, nil, true
	}
	g, _ = got.Value(key).([]any)
	return w, g, !there && !c.strict
}

func (c *comparison) replies(want, got *components.Map) {
	w, g, skip := c.part(want, got, "replies")
	if !skip {
		c.messages("replies", w, g)
	}
}

func (c *comparison) log(want, got *components.Map) {
	w, g, skip := c.part(want, got, "log")
	switch {
	case skip:
	case c.unordered:
		c.multiset("log", w, g, c.value)
	default:
		c.list("log", w, g, c.value)
	}
}

func (c *comparison) mocks(want, got *components.Map) {
	w, ok := c.mapOf(want, "mocks")
	if !ok {
		return
	}
	g, _ := got.Value("mocks").(*components.Map)
	for name, v := range w.All() {
		messages, isList := v.([]any)
		if !isList && v != nil {
			c.found = append(c.found, Difference{Path: "mocks." + name, note: "the messages must be a list"})
			continue
		}
		received, _ := g.Value(name).([]any)
		if c.unordered {
			c.multiset("mocks."+name, messages, received, c.message)
		} else {
			c.messages("mocks."+name, messages, received)
		}
	}
	if !c.strict {
		return
	}
	for name, v := range g.All() {
		if _, known := w.Get(name); !known {
			c.messages("mocks."+name, nil, v.([]any))
		}
	}
}

// mapOf answers a map of want, an empty one where there is none; not ok where it is not to be compared.
func (c *comparison) mapOf(want *components.Map, key string) (*components.Map, bool) {
	v, there := want.Get(key)
	if !there || v == nil {
		return nothing, there || c.strict
	}
	m, ok := v.(*components.Map)
	if !ok {
		c.found = append(c.found, Difference{Path: key, note: "expect." + key + " must be a map"})
	}
	return m, ok
}

func (c *comparison) files(want, got *components.Map) {
	if w, ok := c.mapOf(want, "files"); ok {
		g, _ := got.Value("files").(*components.Map)
		c.named("files", w, g)
	}
}

func (c *comparison) messages(path string, want, got []any) { c.list(path, want, got, c.message) }

func (c *comparison) list(path string, want, got []any, each func(path string, want, got any)) {
	for i := range max(len(want), len(got)) {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case i >= len(got):
			c.lacks(at, want[i])
		case i >= len(want):
			c.extra(at, got[i])
		default:
			each(at, want[i], got[i])
		}
	}
}

// multiset pairs entries that are equal, whatever their places, and compares what is left in order.
func (c *comparison) multiset(path string, want, got []any, each func(path string, want, got any)) {
	found := c.found
	taken := make([]bool, len(got))
	var left []int
	for i, w := range want {
		match := -1
		for j, g := range got {
			c.found = nil
			if !taken[j] {
				if each("", w, g); len(c.found) == 0 {
					match = j
					break
				}
			}
		}
		if match < 0 {
			left = append(left, i)
		} else {
			taken[match] = true
		}
	}
	c.found = found
	j := 0
	for _, i := range left {
		for j < len(got) && taken[j] {
			j++
		}
		at := fmt.Sprintf("%s[%d]", path, i)
		if j == len(got) {
			c.lacks(at, want[i])
			continue
		}
		each(at, want[i], got[j])
		taken[j] = true
	}
	for j, g := range got {
		if !taken[j] {
			c.extra(fmt.Sprintf("%s[%d]", path, j), g)
		}
	}
}

// message compares a reply or what a mock received.
func (c *comparison) message(path string, want, got any) {
	w, isMap := want.(*components.Map)
	g, answered := got.(*components.Map)
	if !isMap || !answered {
		c.value(path, want, got)
		return
	}
	for key, v := range w.All() {
		at, x := path+"."+key, g.Value(key)
		switch key {
		case "headers", "properties", "variables":
			values, ok := v.(*components.Map)
			if !ok && v != nil {
				c.differ(at, v, x)
				continue
			}
			has, _ := x.(*components.Map)
			if key == "headers" {
				c.headers(at, values, has)
			} else {
				c.named(at, values, has)
			}
		case "exception":
			c.class(at, v, x)
		default:
			if _, there := g.Get(key); !there {
				c.lacks(at, v)
			} else {
				c.value(at, v, x)
			}
		}
	}
	if !c.strict {
		return
	}
	for key, x := range g.All() {
		if _, known := w.Get(key); known || key == "message" { // a message counts where it is written
			continue
		}
		if m, ok := x.(*components.Map); ok && key != "body" {
			c.named(path+"."+key, nothing, m)
			continue
		}
		c.extra(path+"."+key, x)
	}
}

func (c *comparison) class(path string, want, got any) {
	name, isText := want.(string)
	switch class, failed := got.(string); {
	case want == nil && !failed:
	case !failed:
		c.lacks(path, want)
	case isText && !isCamels(name): // a library's own: that it failed is all that counts
	case want != class:
		c.differ(path, want, got)
	}
}

// headers compares by name without regard to case.
func (c *comparison) headers(path string, want, got *components.Map) {
	spelt := map[string]string{} // as want spells them
	for k := range want.All() {
		spelt[strings.ToLower(k)] = k
	}
	renamed := &components.Map{}
	for k, v := range got.All() {
		if name, ok := spelt[strings.ToLower(k)]; ok {
			k = name
		}
		renamed.Set(k, v)
	}
	c.named(path, want, renamed)
}

// named compares maps in which an entry that is null equals none, and more may be there unless the comparison is strict.
func (c *comparison) named(path string, want, got *components.Map) {
	for k, v := range want.All() {
		x, there := got.Get(k)
		switch {
		case v == nil && x == nil:
		case !there:
			c.lacks(path+"."+k, v)
		default:
			c.value(path+"."+k, v, x)
		}
	}
	if !c.strict {
		return
	}
	for k, x := range got.All() {
		if _, known := want.Get(k); !known && x != nil {
			c.extra(path+"."+k, x)
		}
	}
}
