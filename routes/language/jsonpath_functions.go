package language

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// jsonFunction is a function at the end of a path, such as length().
type jsonFunction func(root, v any) (any, *components.Exception)

// jsonFunctions make functions of their arguments.
var jsonFunctions = map[string]func(args []jsonOperand) jsonFunction{
	"length": plain(jsonLength),
	"size":   plain(jsonLength),
	"keys":   plain(jsonKeys),
	"first":  jsonEnd(0),
	"last":   jsonEnd(-1),
	"sum":    aggregate(func(n []float64) float64 { return total(n) }),
	"min":    aggregate(func(n []float64) float64 { return slices.Min(n) }),
	"max":    aggregate(func(n []float64) float64 { return slices.Max(n) }),
	"avg":    aggregate(mean),
	"stddev": aggregate(deviation),
	"index":  jsonIndex,
	"append": jsonAppend,
	"concat": jsonConcat,
}

// function reads the arguments of a function behind its name.
func (p *jsonParser) function(path *jsonPath, name string, at int) error {
	create, ok := jsonFunctions[name]
	if !ok {
		words := slices.Sorted(maps.Keys(jsonFunctions))
		hint := "known are " + strings.Join(words, ", ")
		if near := components.Nearest(name, words); near != "" {
			hint = "did you mean " + near + "()?"
		}
		return p.wrong(at, hint, "unknown function %s()", name)
	}
	open := p.at
	p.at++
	var args []jsonOperand
	for p.blanks(); p.next() != ')'; p.blanks() {
		arg, err := p.operand()
		if err != nil {
			return err
		}
		if arg.regexp != nil {
			return p.wrong(open, "", "a regular expression is no argument")
		}
		args = append(args, arg)
		p.blanks()
		switch p.next() {
		case ',':
			p.at++
		case ')':
		default:
			return p.wrong(open, "add )", "%s( has no closing )", name)
		}
	}
	p.at++
	if next := p.next(); next == '[' {
		return p.wrong(p.at, "functions stand at the end of a path", "unexpected [ behind %s()", name)
	}
	path.functions = append(path.functions, create(args))
	return nil
}

func plain(f func(v any) any) func([]jsonOperand) jsonFunction {
	return func([]jsonOperand) jsonFunction {
		return func(_, v any) (any, *components.Exception) { return f(v), nil }
	}
}

// jsonLength is null for what has no elements; text has none.
func jsonLength(v any) any {
	if _, isText := v.(string); isText {
		return nil
	}
	if n, ok := sizeOfJSON(v); ok {
		return n
	}
	return nil
}

func jsonKeys(v any) any {
	m, ok := v.(*components.Map)
	if !ok {
		return nil
	}
	keys := make([]any, 0, m.Len())
	for k := range m.All() {
		keys = append(keys, k)
	}
	return keys
}

// jsonElement counts from the end where i is negative.
func jsonElement(v any, i int) any {
	list, ok := v.([]any)
	if i < 0 {
		i += len(list)
	}
	if !ok || i < 0 || i >= len(list) {
		return nil
	}
	return list[i]
}

// jsonEnd is first and last, which an empty list has not.
func jsonEnd(i int) func([]jsonOperand) jsonFunction {
	return func([]jsonOperand) jsonFunction {
		return func(_, v any) (any, *components.Exception) {
			if list, ok := v.([]any); ok && len(list) == 0 {
				return nil, components.NewException("java.lang.IndexOutOfBoundsException", "Index 0 out of bounds for length 0")
			}
			return jsonElement(v, i), nil
		}
	}
}

// aggregate works on the numbers of a list and of its arguments; that there are none is an error.
func aggregate(f func([]float64) float64) func([]jsonOperand) jsonFunction {
	return func(args []jsonOperand) jsonFunction {
		return func(root, v any) (any, *components.Exception) {
			list, _ := v.([]any)
			for _, a := range args {
				value, _ := a.value(root, root)
				if several, ok := value.([]any); ok {
					list = slices.Concat(list, several)
				} else {
					list = append(slices.Clip(list), value)
				}
			}
			var numbers []float64
			for _, element := range list {
				if n := jsonFloat(element); n != nil {
					f, _ := n.Float64()
					numbers = append(numbers, f)
				}
			}
			if len(numbers) == 0 {
				return nil, components.NewException(pathFailed, "Aggregation function attempted to calculate value using empty array")
			}
			return f(numbers), nil
		}
	}
}

func total(numbers []float64) float64 {
	sum := 0.0
	for _, n := range numbers {
		sum += n
	}
	return sum
}

func mean(numbers []float64) float64 { return total(numbers) / float64(len(numbers)) }

func deviation(numbers []float64) float64 {
	squares, average := 0.0, mean(numbers)
	for _, n := range numbers {
		squares += n * n
	}
	return math.Sqrt(max(squares/float64(len(numbers))-average*average, 0))
}

func jsonIndex(args []jsonOperand) jsonFunction {
	return func(root, v any) (any, *components.Exception) {
		if len(args) != 1 {
			return nil, components.NewException(invalidPath, "index() takes one number")
		}
		n, _ := args[0].value(root, root)
		i, err := components.Int(n)
		if err != nil {
			return nil, components.NewException(invalidPath, "index() takes a number, not "+components.Text(n))
		}
		return jsonElement(v, int(i)), nil
	}
}

// jsonAppend adds to a copy of the list.
func jsonAppend(args []jsonOperand) jsonFunction {
	return func(root, v any) (any, *components.Exception) {
		list, ok := v.([]any)
		if !ok {
			return v, nil
		}
		list = slices.Clone(list)
		for _, a := range args {
			value, _ := a.value(root, root)
			list = append(list, value)
		}
		return list, nil
	}
}

func jsonConcat(args []jsonOperand) jsonFunction {
	return func(root, v any) (any, *components.Exception) {
		var b strings.Builder
		if list, ok := v.([]any); ok {
			for _, element := range list {
				if s, ok := element.(string); ok {
					b.WriteString(s)
				}
			}
		}
		for _, a := range args {
			if value, ok := a.value(root, root); ok && value != nil {
				b.WriteString(components.Text(value))
			}
		}
		return b.String(), nil
	}
}
