package simple

import (
	"math"
	"math/rand/v2"

	"github.com/dromedary-go/dromedary/components"
)

// mathFunctions calculate with integers, as Camel's do.
var mathFunctions = map[string]compiler{
	"abs":   ofNumber(func(f float64) float64 { return math.Abs(f) }),
	"ceil":  ofNumber(math.Ceil),
	"floor": ofNumber(math.Floor),
	"sum": fold(func(n []int64) int64 {
		s := int64(0)
		for _, v := range n {
			s += v
		}
		return s
	}),
	"average": fold(func(n []int64) int64 {
		s := int64(0)
		for _, v := range n {
			s += v
		}
		return s / int64(len(n))
	}),
	"min": fold(func(n []int64) int64 {
		m := n[0]
		for _, v := range n {
			m = min(m, v)
		}
		return m
	}),
	"max": fold(func(n []int64) int64 {
		m := n[0]
		for _, v := range n {
			m = max(m, v)
		}
		return m
	}),
	"random": randomFunction,
	"range":  rangeFunction,
}

func ofNumber(f func(float64) float64) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.count(c, 0, 1); err != nil {
			return nil, err
		}
		of, err := p.subject(c, 0)
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := of(ex)
			if err != nil || v == nil {
				return nil, err
			}
			n, err := components.Float(v)
			if err != nil {
				return nil, err
			}
			return components.Integer(int64(f(n))), nil
		}, nil
	}
}

// fold answers null where there are no arguments.
func fold(f func([]int64) int64) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if len(c.args) == 0 {
			return constant(nil), nil
		}
		values, err := p.listOf(c.args)
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := values(ex)
			if err != nil {
				return nil, err
			}
			var numbers []int64
			for _, item := range v.([]any) {
				for _, e := range elements(item) {
					f, err := components.Float(e)
					if err != nil {
						return nil, err
					}
					numbers = append(numbers, int64(f))
				}
			}
			if len(numbers) == 0 {
				return nil, nil
			}
			return f(numbers), nil
		}, nil
	}
}

// bounds compiles (max) or (min,max), the upper one exclusive.
func (p *parser) bounds(c call) (func(*components.Exchange) (from, to int64, err error), error) {
	if err := p.count(c, 1, 2); err != nil {
		return nil, err
	}
	from, least := constant(int64(0)), int64(0)
	if c.name == "range" {
		least = 1
	}
	from = constant(least)
	to, err := p.unquoted(c.args[len(c.args)-1])
	if err != nil {
		return nil, err
	}
	if len(c.args) == 2 {
		if from, err = p.unquoted(c.args[0]); err != nil {
			return nil, err
		}
	}
	return func(ex *components.Exchange) (int64, int64, error) {
		a, err := intOf(from, ex)
		if err != nil {
			return 0, 0, err
		}
		b, err := intOf(to, ex)
		return a, b, err
	}, nil
}

func randomFunction(p *parser, c call) (components.Expression, error) {
	bounds, err := p.bounds(c)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		from, to, err := bounds(ex)
		if err != nil {
			return nil, err
		}
		if to <= from {
			return nil, components.NewException(components.IllegalArgumentException, "bound must be greater than origin")
		}
		return int(from + rand.Int64N(to-from)), nil
	}, nil
}

func rangeFunction(p *parser, c call) (components.Expression, error) {
	bounds, err := p.bounds(c)
	if err != nil {
		return nil, err
	}
	return p.navigate(func(ex *components.Exchange) (any, error) {
		from, to, err := bounds(ex)
		if err != nil {
			return nil, err
		}
		if to-from > 1_000_000 {
			return nil, components.NewException(components.IllegalArgumentException, "range is too large")
		}
		list := []any{}
		for n := from; n < to; n++ {
			list = append(list, components.Integer(n))
		}
		return list, nil
	}, c.rest)
}
