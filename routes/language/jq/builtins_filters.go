package jq

// filters are the functions that take filters rather than values, or give any number of values.
var filters = map[string]func(args []filter) filter{
	"empty/0": func([]filter) filter { return func(*machine, *env, any, *path, sink) error { return nil } },
	"error/0": func([]filter) filter {
		return func(_ *machine, _ *env, in any, _ *path, _ sink) error { return &Error{in} }
	},
	"error/1": func(args []filter) filter {
		return func(m *machine, e *env, in any, _ *path, _ sink) error {
			return args[0](m, e, in, nil, func(v any, _ *path) error { return &Error{v} })
		}
	},
	"select/1": func(args []filter) filter {
		return func(m *machine, e *env, in any, p *path, out sink) error {
			return args[0](m, e, in, nil, func(v any, _ *path) error {
				if !truth(v) {
					return nil
				}
				return out(in, p)
			})
		}
	},
	"map/1": func(args []filter) filter {
		each := pipe(iterate, args[0])
		return func(m *machine, e *env, in any, _ *path, out sink) error {
			list, err := collect(m, e, in, each)
			if err != nil {
				return err
			}
			return out(list, nil)
		}
	},
	"recurse/0": func([]filter) filter { return recurse },
	"recurse/1": func(args []filter) filter { return recursive(args[0]) },
	"recurse/2": func(args []filter) filter {
		wanted := func(m *machine, e *env, in any, p *path, out sink) error {
			return args[1](m, e, in, nil, func(v any, _ *path) error {
				if !truth(v) {
					return nil
				}
				return out(in, p)
			})
		}
		return recursive(pipe(args[0], wanted))
	},
	"first/0": func([]filter) filter { return indexed(literal(0)) },
	"last/0":  func([]filter) filter { return indexed(literal(-1)) },
	"nth/1":   func(args []filter) filter { return indexed(args[0]) },
	"first/1": func(args []filter) filter { return first(1, args[0]) },
	"last/1":  func(args []filter) filter { return last(args[0]) },
	"limit/2": func(args []filter) filter {
		return func(m *machine, e *env, in any, p *path, out sink) error {
			return args[0](m, e, in, nil, func(n any, _ *path) error {
				return first(int(min(float(n), mostSteps)), args[1])(m, e, in, p, out)
			})
		}
	},
	"nth/2": func(args []filter) filter {
		return func(m *machine, e *env, in any, p *path, out sink) error {
			return args[0](m, e, in, nil, func(n any, _ *path) error {
				if float(n) < 0 {
					return failed("Out of bounds negative array index")
				}
				return last(first(int(min(float(n), mostSteps))+1, args[1]))(m, e, in, p, out)
			})
		}
	},
	"isempty/1": func(args []filter) filter {
		return func(m *machine, e *env, in any, _ *path, out sink) error {
			empty := true
			err := first(1, args[0])(m, e, in, nil, func(any, *path) error { empty = false; return nil })
			if err != nil {
				return err
			}
			return out(empty, nil)
		}
	},
	"any/0":   func([]filter) filter { return decided(iterate, identity, true) },
	"all/0":   func([]filter) filter { return decided(iterate, identity, false) },
	"any/2":   func(args []filter) filter { return decided(args[0], args[1], true) },
	"all/2":   func(args []filter) filter { return decided(args[0], args[1], false) },
	"range/1": func(args []filter) filter { return counted(literal(0), args[0], literal(1)) },
	"range/2": func(args []filter) filter { return counted(args[0], args[1], literal(1)) },
	"range/3": func(args []filter) filter { return counted(args[0], args[1], args[2]) },
	"path/1": func(args []filter) filter {
		return func(m *machine, e *env, in any, _ *path, out sink) error {
			return pathsOf(m, e, in, args[0], func(keys []any) error { return out(keys, nil) })
		}
	},
	"getpath/1": func(args []filter) filter {
		return func(m *machine, e *env, in any, p *path, out sink) error {
			return args[0](m, e, in, nil, func(v any, _ *path) error {
				keys, err := keysIn(v)
				if err != nil {
					return err
				}
				found, err := get(in, keys)
				if err != nil {
					return err
				}
				for _, key := range keys {
					p = p.to(key)
				}
				return out(found, p)
			})
		}
	},
	"del/1": func(args []filter) filter {
		return func(m *machine, e *env, in any, _ *path, out sink) error {
			var places []any
			if err := pathsOf(m, e, in, args[0], func(keys []any) error { places = append(places, keys); return nil }); err != nil {
				return err
			}
			rest, err := removeAll(m, in, places)
			if err != nil {
				return err
			}
			return out(rest, nil)
		}
	},
	"sort_by/1":   func(args []filter) filter { return byKey(args[0], func(groups [][]keyed) any { return flat(groups) }) },
	"group_by/1":  func(args []filter) filter { return byKey(args[0], grouped) },
	"unique_by/1": func(args []filter) filter { return byKey(args[0], heads) },
	"min_by/1": func(args []filter) filter {
		return byKey(args[0], func(groups [][]keyed) any {
			if len(groups) == 0 {
				return nil
			}
			return groups[0][0].value
		})
	},
	"max_by/1": func(args []filter) filter {
		return byKey(args[0], func(groups [][]keyed) any {
			if len(groups) == 0 {
				return nil
			}
			greatest := groups[len(groups)-1]
			return greatest[len(greatest)-1].value
		})
	},
	"sub/2":  func(args []filter) filter { return substitute(args[0], args[1], literal("")) },
	"sub/3":  func(args []filter) filter { return substitute(args[0], args[1], args[2]) },
	"gsub/2": func(args []filter) filter { return substitute(args[0], args[1], literal("g")) },
	"gsub/3": func(args []filter) filter {
		return substitute(args[0], args[1], values(func(_ *machine, _ any, given []any) (any, error) { return add(given[0], "g") })(args[2:]))
	},
	"match/1":   func(args []filter) filter { return matches(args[0], literal(nil), "", entire) },
	"match/2":   func(args []filter) filter { return matches(args[0], args[1], "", entire) },
	"capture/1": func(args []filter) filter { return matches(args[0], literal(nil), "", named) },
	"capture/2": func(args []filter) filter { return matches(args[0], args[1], "", named) },
	"scan/1":    func(args []filter) filter { return matches(args[0], literal(nil), "g", scanned) },
	"scan/2":    func(args []filter) filter { return matches(args[0], args[1], "g", scanned) },
	"splits/1":  func(args []filter) filter { return pipe(splitBy(args[0], literal(nil)), iterate) },
	"splits/2":  func(args []filter) filter { return pipe(splitBy(args[0], args[1]), iterate) },
	"split/2":   func(args []filter) filter { return splitBy(args[0], args[1]) },
}

// recursive gives a value, what f makes of it, what f makes of that and so on.
func recursive(f filter) filter {
	var r filter
	r = func(m *machine, e *env, in any, p *path, out sink) error {
		if err := m.enter(); err != nil {
			return err
		}
		defer m.leave()
		if err := out(in, p); err != nil {
			return err
		}
		return f(m, e, in, p, func(v any, p *path) error { return r(m, e, v, p, out) })
	}
	return r
}

// last gives only the last value.
func last(f filter) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		var v any
		var at *path
		found := false
		err := f(m, e, in, p, func(next any, p *path) error { v, at, found = next, p, true; return nil })
		if err != nil || !found {
			return err
		}
		return out(v, at)
	}
}

// decided is any and all: whether one of the values is what decides.
func decided(source, test filter, decisive bool) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		label, answer := &env{}, !decisive
		err := until(pipe(source, test)(m, e, in, nil, func(v any, _ *path) error {
			if truth(v) != decisive {
				return nil
			}
			answer = decisive
			return left{label}
		}), label)
		if err != nil {
			return err
		}
		return out(answer, nil)
	}
}

// counted is range.
func counted(from, to, by filter) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		return combine(m, e, in, []filter{from, to, by}, nil, func(given []any) error {
			for _, v := range given {
				if !isNumber(v) {
					return failed("Range bounds must be numeric")
				}
			}
			end, step := float(given[1]), float(given[2])
			for n := float(given[0]); step > 0 && n < end || step < 0 && n > end; n += step {
				if err := m.spend(1); err != nil {
					return err
				}
				if err := out(numeric(n), nil); err != nil {
					return err
				}
			}
			return nil
		})
	}
}
