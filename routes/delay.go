package routes

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// delay waits for as long as its expression says: milliseconds.
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
		ms, err := components.Int(v)
		if err != nil {
			return err
		}
		return sleep(ex, time.Duration(ms)*time.Millisecond)
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
