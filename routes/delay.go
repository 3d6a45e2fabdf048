package routes

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// delay waits for as long as its expression says: milliseconds, or a duration such as 2s.
// See https://camel.apache.org/components/4.18.x/eips/delay-eip.html
type delay struct {
	common
	Expr         expression `yaml:",inline"`
	AsyncDelayed *bool      `yaml:"asyncDelayed"`
}

func (s *delay) compile(c *compiler, _ *stepNode) Processor {
	length := s.Expr.compile(c)
	if length == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		v, err := length(ex)
		if err != nil || v == nil {
			return err
		}
		d, err := components.ParseDuration(components.Text(v))
		if err != nil {
			return components.NewException(components.TypeConversionException, "delay: "+err.Error())
		}
		return sleep(ex, d)
	}
}

// sleep waits, but no longer than the exchange may live.
func sleep(ex *components.Exchange, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ex.Context.Done():
		return &components.Exception{Class: "java.lang.InterruptedException", Message: "sleep interrupted", Cause: ex.Context.Err()}
	}
}
