package jq

import (
	"fmt"
	"math"
	"strings"
	"sync"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

// native is a function of values: its arguments are evaluated before, each combination is one call.
type native func(m *machine, in any, args []any) (any, error)

// values makes a filter of a native function.
func values(f native) func(args []filter) filter {
	return func(args []filter) filter {
		run := func(m *machine, in any, given []any, out sink) error {
			v, err := f(m, in, given)
			if err != nil {
				return err
			}
			if err := m.spend(1 + size(v)/64); err != nil {
				return err
			}
			return out(v, nil)
		}
		if len(args) == 0 {
			return func(m *machine, _ *env, in any, _ *path, out sink) error { return run(m, in, nil, out) }
		}
		return func(m *machine, e *env, in any, _ *path, out sink) error {
			return combine(m, e, in, args, nil, func(given []any) error { return run(m, in, given, out) })
		}
	}
}

// combine gives each combination of what filters give, the first is the outer loop.
func combine(m *machine, e *env, in any, args []filter, given []any, each func(given []any) error) error {
	if len(args) == 0 {
		return each(given)
	}
	return args[0](m, e, in, nil, func(v any, _ *path) error {
		return combine(m, e, in, args[1:], append(given[:len(given):len(given)], v), each)
	})
}

// builtins are the functions of jq and of Camel, by name/number of arguments. Those that are written in jq are in prelude.
var builtins = sync.OnceValue(func() map[string]func(args []filter) filter {
	all := map[string]func(args []filter) filter{}
	for _, group := range []map[string]native{natives, textNatives, listNatives, numberNatives, patternNatives, camelNatives} {
		for name, f := range group {
			all[name] = values(f)
		}
	}
	for name, f := range filters {
		all[name] = f
	}
	return all
})

// builtin compiles a call of one of them.
func builtin(name string, args []filter) (filter, error) {
	signature := fmt.Sprintf("%s/%d", name, len(args))
	if make := builtins()[signature]; make != nil {
		return make(args), nil
	}
	if f := prelude()[signature]; f != nil {
		return f.call(args, func(*env) *env { return nil }), nil
	}
	return nil, fmt.Errorf("Function %s does not exist", signature)
}

// prelude are the functions that are written in jq. Each may use those before it.
var prelude func() map[string]*function

func init() { prelude = sync.OnceValue(readPrelude) } // here, since what it reads may call it

func readPrelude() map[string]*function {
	query, err := gojq.Parse(preludeText + " .")
	if err != nil {
		panic(err) // the text is ours
	}
	all := map[string]*function{}
	c := compiler{}
	for _, def := range query.FuncDefs {
		if c, err = c.define(def); err != nil {
			panic(err)
		}
		all[fmt.Sprintf("%s/%d", def.Name, len(def.Args))] = c.scope.function
	}
	return all
}

const preludeText = `
def map_values(f): .[] |= f;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def inside(xs): . as $x | xs | contains($x);
def in(xs): . as $x | xs | has($x);
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
def ascii: [.] | implode;
def todate: todateiso8601;
def fromdate: fromdateiso8601;
def while(cond; update): def _while: if cond then ., (update | _while) else empty end; _while;
def until(cond; update): def _until: if cond then . else (update | _until) end; _until;
def repeat(f): def _repeat: ., (f | _repeat); _repeat;
def recurse_down: recurse;
def with_entries(f): to_entries | map(f) | from_entries;
def paths: path(.. | select(. != null)) | select(length > 0);
def paths(f): paths as $p | select(getpath($p) | f) | $p;
def leaf_paths: paths(scalars);
def any(f): any(.[]; f);
def all(f): all(.[]; f);
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def truncate_stream(f): . as $n | null | f | if .[0] | length > $n then setpath([0]; .[0][$n:]) else empty end;
def fromstream(f): foreach f as $i ({v: null, e: false}; if .e then {v: null, e: false} else . end | $i as [$p, $v]
  | if $i | length == 2 then setpath(["e"]; $p | length == 0) | setpath(["v"] + $p; $v) else setpath(["e"]; $p | length == 1) end;
  if .e then .v else empty end);
def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] = $row);
def INDEX(f): INDEX(.[]; f);
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
def pick(f): . as $v | reduce path(f) as $p (null; setpath($p; $v | getpath($p)));
def add(f): reduce f as $x (null; . + $x);

`

var natives = map[string]native{
	"type/0":          func(_ *machine, in any, _ []any) (any, error) { return kind(in), nil },
	"not/0":           func(_ *machine, in any, _ []any) (any, error) { return !truth(in), nil },
	"length/0":        func(_ *machine, in any, _ []any) (any, error) { return length(in) },
	"keys/0":          func(_ *machine, in any, _ []any) (any, error) { return keysOf(in, true) },
	"keys_unsorted/0": func(_ *machine, in any, _ []any) (any, error) { return keysOf(in, false) },
	"has/1":           func(_ *machine, in any, args []any) (any, error) { return has(in, args[0]) },
	"contains/1":      func(_ *machine, in any, args []any) (any, error) { return contains(in, args[0]) },
	"tostring/0":      func(_ *machine, in any, _ []any) (any, error) { return text(in), nil },
	"tojson/0":        func(_ *machine, in any, _ []any) (any, error) { return encoded(in), nil },
	"fromjson/0":      func(_ *machine, in any, _ []any) (any, error) { return fromJSON(in) },
	"tonumber/0":      func(_ *machine, in any, _ []any) (any, error) { return toNumber(in) },
	"setpath/2": func(m *machine, in any, args []any) (any, error) {
		keys, err := keysIn(args[0])
		if err != nil {
			return nil, err
		}
		return set(m, in, keys, args[1])
	},
	"delpaths/1": func(m *machine, in any, args []any) (any, error) {
		places, ok := args[0].([]any)
		if !ok {
			return nil, failed("Paths must be specified as an array")
		}
		return removeAll(m, in, places)
	},
	"to_entries/0":   func(_ *machine, in any, _ []any) (any, error) { return toEntries(in) },
	"from_entries/0": func(_ *machine, in any, _ []any) (any, error) { return fromEntries(in) },
}

func length(in any) (any, error) {
	switch v := in.(type) {
	case nil:
		return 0, nil
	case string:
		return len([]rune(v)), nil
	case []any:
		return len(v), nil
	case *components.Map:
		return v.Len(), nil
	case bool:
		return nil, failed("%s has no length", shown(in))
	}
	if n, ok := whole(in); ok {
		return components.Integer(max(n, -n)), nil
	}
	return math.Abs(float(in)), nil
}

func keysOf(in any, sorted bool) (any, error) {
	switch v := in.(type) {
	case *components.Map:
		if sorted {
			return sortedKeys(v), nil
		}
		keys := []any{}
		for _, k := range v.Keys() {
			keys = append(keys, k)
		}
		return keys, nil
	case []any:
		keys := make([]any, len(v))
		for i := range v {
			keys[i] = i
		}
		return keys, nil
	}
	return nil, failed("keys is not applicable to %s; expected one of [OBJECT, ARRAY]", strings.ToUpper(kind(in)))
}

func has(in, key any) (any, error) {
	switch v := in.(type) {
	case *components.Map:
		if name, ok := key.(string); ok {
			_, found := v.Get(name)
			return found, nil
		}
	case []any:
		if isNumber(key) {
			i := float(key)
			return i >= 0 && i < float64(len(v)), nil
		}
		return nil, failed("argument 1 of has() must be int for array input")
	}
	return nil, failed("Cannot check whether %s has a %s key", kind(in), kind(key))
}

func keysIn(v any) ([]any, error) {
	keys, ok := v.([]any)
	if !ok {
		return nil, failed("Path must be specified as an array")
	}
	return keys, nil
}

func fromJSON(in any) (any, error) {
	s, ok := in.(string)
	if !ok {
		return nil, failed("%s cannot be parsed as JSON", shown(in))
	}
	v, err := components.DecodeJSONText(s)
	if err != nil {
		return nil, failed("%v (while parsing '%s')", err, s)
	}
	return v, nil
}

func toNumber(in any) (any, error) {
	if isNumber(in) {
		return in, nil
	}
	if s, ok := in.(string); ok {
		if v, err := number(s); err == nil && isNumber(v) {
			return v, nil
		}
		return nil, failed("Cannot be parsed as a number: %s", encoded(in))
	}
	return nil, failed("%s cannot be parsed as a number", shown(in))
}

func toEntries(in any) (any, error) {
	entries := []any{}
	err := iterate(&machine{}, nil, in, &path{}, func(v any, p *path) error {
		entries = append(entries, components.NewMap("key", p.key, "value", v))
		return nil
	})
	return entries, err
}

// fromEntries takes key, k, name and their like for the key of an entry.
func fromEntries(in any) (any, error) {
	object := &components.Map{}
	err := iterate(&machine{}, nil, in, nil, func(v any, _ *path) error {
		entry, ok := v.(*components.Map)
		if !ok {
			return failed("Cannot index %s with string \"key\"", kind(v))
		}
		var key, value any
		for _, name := range []string{"key", "k", "name", "Name", "K", "Key"} {
			if key = entry.Value(name); truth(key) {
				break
			}
		}
		for _, name := range []string{"value", "v", "Value", "V"} {
			found, ok := entry.Get(name)
			if ok {
				value = found
				break
			}
		}
		object.Set(text(key), value)
		return nil
	})
	return object, err
}
