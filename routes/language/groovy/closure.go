package groovy

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Closure is a closure, or a method that is handed on as one.
type Closure struct {
	code      *code
	ups       []*cell
	delegate  any // what names are looked up in first
	inherited any // the delegate of the closure around
	native    func(r *run, args []any) any
	curried   []any
	trailing  []any // of rcurry
}

func (cl *Closure) String() string    { return "Script$_closure@0" }
func (cl *Closure) JavaClass() string { return "groovy.lang.Closure" }
func (cl *Closure) export() any       { return cl.String() }

func (cl *Closure) params() []param {
	if cl.code == nil {
		return nil
	}
	return cl.code.params
}

// count is how many arguments the closure takes.
func (cl *Closure) count() int {
	if cl.native != nil || cl.code.implicit {
		return 1
	}
	return len(cl.code.params) - len(cl.curried) - len(cl.trailing)
}

// invoke calls a closure.
func (r *run) invoke(cl *Closure, args ...any) any {
	if cl.curried != nil || cl.trailing != nil {
		args = append(append(append([]any{}, cl.curried...), args...), cl.trailing...)
	}
	if cl.native != nil {
		return cl.native(r, args)
	}
	r.enter()
	defer r.leave()
	f := frame{r: r, ups: cl.ups, delegate: cl.delegate}
	f.room(cl.code.slots)
	if f.delegate == nil {
		f.delegate = cl.inherited
	}
	if len(args) == 0 && cl.code.required == 1 {
		args = []any{nil} // a call without arguments gives null
	}
	if !r.bind(&f, cl.code, args) {
		if list, ok := onlyList(args); ok && len(cl.code.params) > 1 && r.bind(&f, cl.code, list) { // a list is spread over parameters
			cl.code.run(&f)
			return f.ret
		}
		r.missing(r.script.name+"$_run_closure1", "doCall", args)
	}
	cl.code.run(&f)
	return f.ret
}

func onlyList(args []any) ([]any, bool) {
	if len(args) != 1 {
		return nil, false
	}
	l, ok := args[0].(*List)
	if !ok {
		return nil, false
	}
	return l.items, true
}

// bind gives the parameters their values; it answers false where the arguments do not fit.
func (r *run) bind(f *frame, code *code, args []any) bool {
	if code.implicit {
		if len(args) > 1 {
			return false
		}
		var it any
		if len(args) == 1 {
			it = args[0]
		}
		code.own[0].make(f, it)
		return true
	}
	n := len(code.params)
	variadic := n > 0 && code.params[n-1].variadic
	if len(args) < code.required || len(args) > n && !variadic {
		return false
	}
	optional := len(args) - code.required // defaults are left out from the right
	next := 0
	for i, p := range code.params {
		var v any
		switch {
		case p.variadic:
			v = &List{items: append([]any{}, args[min(next, len(args)):]...), array: true}
		case p.fallback != nil && optional <= 0:
			v = p.fallback(f)
		default:
			if p.fallback != nil {
				optional--
			}
			v = args[next]
			next++
		}
		if p.class != "" && !p.variadic {
			if !accepts(p.class, v) {
				return false
			}
			v = r.castTo(v, p.class)
		}
		code.own[i].make(f, v)
	}
	return true
}

// callScript calls a method of the script, the one whose parameters take the arguments.
func (r *run) callScript(name string, methods []*method, args []any) any {
	r.enter()
	defer r.leave()
	for _, m := range methods {
		f := frame{r: r}
		f.room(m.slots)
		if r.bind(&f, m.code, args) {
			m.code.run(&f)
			return f.ret
		}
	}
	if len(args) == 0 && len(methods) == 1 && len(methods[0].params) == 1 { // a call without arguments gives null
		return r.callScript(name, methods, []any{nil})
	}
	r.missing(r.script.name, name, args)
	return nil
}

// callValue calls what a variable holds.
func (r *run) callValue(v any, args []any) any {
	if cl, ok := v.(*Closure); ok {
		return r.invoke(cl, args...)
	}
	return r.invokeMethod(v, "call", args)
}

// missing raises that a method does not exist for what it was called with.
func (r *run) missing(class, name string, args []any) {
	types, values := make([]string, len(args)), make([]string, len(args))
	for i, a := range args {
		types[i] = "null"
		if a != nil {
			types[i] = simpleName(className(a))
		}
		values[i] = toText(a)
		if len(values[i]) > 30 {
			values[i] = string([]rune(strings.ToValidUTF8(values[i][:min(len(values[i]), 120)], ""))[:min(27, len([]rune(values[i])))]) + "..."
		}
	}
	throwWith(missingMethod, components.NewMap("method", name), fmt.Sprintf("No signature of method: %s.%s() is applicable for argument types: (%s) values: [%s]",
		class, name, strings.Join(types, ", "), strings.Join(values, ", ")))
}

// callFunction calls what every script has: println, printf, sleep.
func (r *run) callFunction(name string, args []any) any {
	switch name {
	case "println", "print":
		if len(args) <= 1 {
			r.print(args, name == "println")
			return nil
		}
	case "printf", "sprintf":
		if len(args) >= 1 {
			s := r.format(toText(args[0]), args[1:])
			if name == "sprintf" {
				return s
			}
			r.print([]any{s}, false)
			return nil
		}
	case "sleep":
		if n, ok := wholeOf(only(args)); ok {
			r.sleep(n)
			return nil
		}
	case "getBinding":
		return scriptObject{r}
	}
	if v := bindings[name]; v != nil {
		if value := v(r); value != (unset{}) {
			return r.callValue(value, args)
		}
	}
	r.missing(r.script.name, name, args)
	return nil
}

func only(args []any) any {
	if len(args) != 1 {
		return nil
	}
	return args[0]
}
