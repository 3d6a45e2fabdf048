package routes

import "github.com/dromedary-go/dromedary/components"

// loop runs its steps so many times, or with doWhile as long as its predicate holds. With copy each round begins with the
// message as it was.
// See https://camel.apache.org/components/4.18.x/eips/loop-eip.html
type loop struct {
	common
	Expr            expression `yaml:",inline"`
	Copy            bool       `yaml:"copy"`
	DoWhile         bool       `yaml:"doWhile"`
	BreakOnShutdown bool       `yaml:"breakOnShutdown"`
	Steps           steps      `yaml:"steps"`
}

func (s *loop) children() *steps { return &s.Steps }

func (s *loop) compile(c *compiler, _ *stepNode) Processor {
	var times components.Expression
	var holds components.Predicate
	if s.DoWhile {
		holds = s.Expr.predicate(c)
	} else {
		times = s.Expr.compile(c)
	}
	round := s.Steps.compile(c)
	if round == nil || times == nil && holds == nil {
		return nil
	}
	copied := s.Copy
	return func(ex *components.Exchange) error {
		most := 0
		if times != nil {
			var err error
			if most, err = count(times, ex); err != nil {
				return err
			}
			ex.Properties.Set("CamelLoopSize", most)
		}
		current := ex
		defer func() {
			if current != ex {
				takeOver(ex, current)
			}
		}()
		for i := 0; ; i++ {
			if holds != nil {
				ok, err := holds(current)
				if err != nil || !ok {
					return err
				}
			} else if i >= most {
				return nil
			}
			if copied {
				current = ex.Part()
				current.SetID(ex.ID())
			}
			current.Properties.Set("CamelLoopIndex", i)
			err := round(current)
			if copied {
				current.Complete(err)
			}
			if err != nil || current.Ended() {
				return err
			}
			if err := ex.Err(); err != nil {
				return err
			}
		}
	}
}

// count is a number of rounds: text is taken for a number as Camel does, a number with a fraction is none.
func count(times components.Expression, ex *components.Exchange) (int, error) {
	v, err := times(ex)
	if err != nil {
		return 0, err
	}
	if v == nil {
		return 0, components.NewException(components.NoTypeConversion, "No type converter available to convert from type: null to the required type: java.lang.Integer")
	}
	n, err := components.ConvertTo(components.Text(v), "int")
	if err != nil {
		return 0, err
	}
	return n.(int), nil
}
