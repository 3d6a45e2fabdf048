package simple

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/dromedary-go/dromedary/components"
)

// numberFunctions calculate with whole numbers of 64 bits, as Camel's do.
var numberFunctions = map[string]compiler{
	"abs":     rounded("java.lang.Long", readWhole, func(n int64) int64 { return max(n, -n) }),
	"ceil":    rounded("java.lang.Double", readFloat, func(f float64) int64 { return int64(math.Ceil(f)) }),
	"floor":   rounded("java.lang.Double", readFloat, func(f float64) int64 { return int64(math.Floor(f)) }),
	"sum":     fold(sum),
	"average": fold(func(n []int64) int64 { return sum(n) / int64(len(n)) }),
	"min":     fold(func(n []int64) int64 { return slices.Min(n) }),
	"max":     fold(func(n []int64) int64 { return slices.Max(n) }),
	"random":  random,
}

func sum(numbers []int64) int64 {
	total := int64(0)
	for _, n := range numbers {
		total += n
	}
	return total
}

// readWhole takes text for a whole number only where it is one; a number loses its fraction.
func readWhole(v any) (int64, error) {
	if s, ok := textual(v); ok {
		return strconv.ParseInt(s, 10, 64)
	}
	return components.Int(v)
}

func readFloat(v any) (float64, error) { return components.Float(v) }

// rounded makes a function of one number, the body where there is no argument; null stays null.
func rounded[T int64 | float64](javaType string, read func(any) (T, error), f func(T) int64) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		of, err := p.whole(c)
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := of(ex)
			if err != nil || v == nil {
				return nil, err
			}
			n, err := read(v)
			if _, isText := textual(v); err != nil && isText {
				return nil, notNumber(v, javaType)
			}
			if err != nil || isTruth(v) {
				return nil, nil // as in Camel, which has no conversion
			}
			return f(n), nil
		}, nil
	}
}

// fold makes a function of all numbers among its arguments and their elements; what is no whole number does not count, and
// it is null where nothing counts. The body is not looked at.
func fold(f func([]int64) int64) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		items, err := p.arguments(c, reading{trim: true})
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			values, err := evaluate(ex, items)
			if err != nil {
				return nil, err
			}
			var numbers []int64
			for _, v := range values {
				for _, e := range elements(v) {
					if n, err := readWhole(e); err == nil {
						numbers = append(numbers, n)
					}
				}
			}
			if len(numbers) == 0 {
				return nil, nil
			}
			return f(numbers), nil
		}, nil
	}
}

// random is random(max) and random(min,max); max is not among the numbers.
func random(p *parser, c call) (components.Expression, error) {
	limits, err := p.limits(c, 0)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		from, to, err := limits(ex)
		if err != nil {
			return nil, err
		}
		if to <= from {
			return nil, components.NewException(components.IllegalArgumentException, "bound must be positive")
		}
		return from + rand.IntN(to-from), nil
	}, nil
}

func isTruth(v any) bool {
	_, ok := v.(bool)
	return ok
}
