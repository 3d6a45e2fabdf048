package routes

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// split makes an exchange of each part of what its expression gives and runs its steps on it. The message behind the split
// is the one before it, unless a strategy makes another. Without stopOnException all parts run and the last failure is the
// split's.
// See https://camel.apache.org/components/4.18.x/eips/split-eip.html
type split struct {
	common
	fanOut
	Expr                expression `yaml:",inline"`
	Delimiter           text       `yaml:"delimiter"`
	Group               int        `yaml:"group"`
	ErrorThreshold      float64    `yaml:"errorThreshold"`
	MaxFailedRecords    int        `yaml:"maxFailedRecords"`
	ResumeStrategy      text       `yaml:"resumeStrategy"`
	WatermarkKey        text       `yaml:"watermarkKey"`
	WatermarkExpression text       `yaml:"watermarkExpression"`
	Steps               steps      `yaml:"steps"`
}

func (s *split) children() *steps { return &s.Steps }

func (s *split) compile(c *compiler, n *stepNode) Processor {
	if !s.Steps.some(c, n) {
		return nil
	}
	f := s.compileFan(c, n, &useOriginal{})
	pieces, inner := s.pieces(c), s.Steps.compile(c)
	if pieces == nil || inner == nil || f == nil {
		return nil
	}
	if s.Delimiter.set() && strings.TrimSpace(s.Delimiter.Value) == "" {
		c.report(s.Delimiter.pos(), "delimiter is empty", "write delimiter: \"false\" to keep text in one piece")
		return nil
	}
	if s.ErrorThreshold < 0 || s.ErrorThreshold > 1 {
		c.atStart(n.pos(), fmt.Sprintf("errorThreshold %v is not between 0 and 1", s.ErrorThreshold), "write the part that may fail, such as 0.1 for one in ten")
		return nil
	}
	if s.ResumeStrategy.set() != s.WatermarkKey.set() {
		c.atStart(n.pos(), "resumeStrategy and watermarkKey stand together only", "add the other one")
		return nil
	}
	if s.ResumeStrategy.set() {
		c.need(s.ResumeStrategy.pos(), "bean", s.ResumeStrategy.Value, "resumeStrategy "+s.ResumeStrategy.Value+" is an object of Java")
		return nil
	}
	if s.ErrorThreshold > 0 || s.MaxFailedRecords > 0 {
		if f.stop {
			c.report(n.pos(), "split has both stopOnException and errorThreshold or maxFailedRecords", "keep one of them")
			return nil
		}
		f.spare = func() *spared { return &spared{most: s.MaxFailedRecords, ratio: s.ErrorThreshold} }
	}
	return func(ex *components.Exchange) error {
		it, err := pieces(ex)
		if err != nil {
			return err
		}
		defer it.close()
		i, size := 0, -1
		if !f.stream {
			if size, err = it.count(); err != nil {
				return err
			}
		}
		return f.run(ex, func(child *components.Exchange) (Processor, error) {
			v, more, err := it.next()
			if v == nil || err != nil {
				return nil, err
			}
			takePart(child, v)
			child.Properties.Set("CamelSplitIndex", i)
			i++
			if size >= 0 {
				child.Properties.Set("CamelSplitSize", size)
			} else if !more {
				child.Properties.Set("CamelSplitSize", i)
			}
			child.Properties.Set("CamelSplitComplete", !more)
			return inner, nil
		})
	}
}

// takePart makes a part the body; what has headers of its own adds them.
func takePart(child *components.Exchange, v any) {
	fragment, ok := v.(*components.Fragment)
	if !ok {
		child.Body = v
		return
	}
	child.Body = fragment.Body
	for name, value := range fragment.Headers.All() {
		child.Headers.Set(name, value)
	}
}
