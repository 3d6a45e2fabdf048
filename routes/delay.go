package routes

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// delay waits for as long as its expression says: milliseconds. Unless asyncDelayed is false the source goes on meanwhile.
// See https://camel.apache.org/components/4.18.x/eips/delay-eip.html
type delay struct {
	common
	Expr                   expression `yaml:",inline"`
	AsyncDelayed           *bool      `yaml:"asyncDelayed"`
	CallerRunsWhenRejected *bool      `yaml:"callerRunsWhenRejected"`
	ExecutorService        text       `yaml:"executorService"`
}

func (s *delay) compile(c *compiler, _ *stepNode) Processor {
	length := s.Expr.compile(c)
	if length == nil || c.threadPool(s.ExecutorService) == nil {
		return nil
	}
	async := given(s.AsyncDelayed, true)
	c.detaches = c.detaches || async
	var line waitingLine
	return func(ex *components.Exchange) error {
		v, err := length(ex)
		if err != nil || v == nil {
			return err
		}
		ms, err := components.Int(v)
		switch {
		case err != nil && components.Class(err) == components.NoTypeConversion:
			return nil // what cannot be a number delays nothing, in Camel too
		case err != nil:
			return err
		}
		d := time.Duration(ms) * time.Millisecond
		if ms <= 0 || !async {
			return sleep(ex, d)
		}
		w := line.join(time.Now().Add(d))
		ex.Detach()
		err = sleep(ex, d)
		line.leave(w)
		return err
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
