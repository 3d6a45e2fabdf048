// Package groovy is an interpreter of the part of Groovy that Camel routes are written in: expressions, predicates and scripts on
// the message. It reaches nothing outside of the exchange: no files, processes, network, classes. docs/groovy.md says what there is.
package groovy

import (
	"crypto/md5"
	"encoding/hex"

	"github.com/dromedary-go/dromedary/components"
)

// Script is a compiled script. It is safe for concurrent use.
type Script struct {
	name    string // of its class in Camel
	main    *code
	methods map[string][]*method
	globals []string
	assigns bool // some global
	// mutates says that it may change a map in place.
	mutates bool
	// readsProperties says that the properties are to be kept as they were when the script began.
	readsProperties bool
}

// Compile compiles a script. A mistake in it is a [*components.SyntaxError], and so is what is right Groovy but not available
// here: it then says what the script needs.
func Compile(source string) (s *Script, err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case *components.SyntaxError:
			s, err = nil, v
		default:
			panic(v)
		}
	}()
	fillTables()
	sum := md5.Sum([]byte(source))
	s = &Script{name: "Script_" + hex.EncodeToString(sum[:]), methods: map[string][]*method{}}
	compileProgram(s, source)
	return s, nil
}

// Run evaluates the script on an exchange and answers its value. What the script throws is the error, a
// [*components.Exception].
func (s *Script) Run(ex *components.Exchange) (any, error) { return s.within(ex, standard) }

func (s *Script) within(ex *components.Exchange, l limits) (value any, err error) {
	r := &run{ex: ex, script: s, limits: l, left: l.steps, due: l.steps - lookEvery}
	r.headers.r = r
	if s.assigns {
		r.globals = make([]any, len(s.globals))
		for i := range r.globals {
			r.globals[i] = unset{}
		}
	}
	defer func() {
		if v := recover(); v != nil {
			t, ok := v.(*thrown)
			if !ok {
				panic(v)
			}
			value, err = nil, t.Exception
		}
		if failure := r.settle(); err == nil {
			err = failure
		}
	}()
	f := &r.first
	f.r = r
	f.room(s.main.slots)
	s.main.run(f)
	return exported(f.ret, nil), nil
}
