package routes

import (
	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// unmarshal reads the body in a data format and replaces it by what that says.
// See https://camel.apache.org/components/4.18.x/eips/unmarshal-eip.html
type unmarshal struct {
	common
	format
}

func (s *unmarshal) decodeNode(d *decoder, n *yaml.Node, what string) {
	type plain unmarshal
	d.valueOf((*plain)(s), s.decodeFormat(d, n, what), what)
}

func (s *unmarshal) compile(c *compiler, n *stepNode) Processor {
	if s.missing(c, n) {
		return nil
	}
	made, nullable := s.options.made, s.AllowNullBody
	return s.with(func(ex *components.Exchange) error {
		if ex.Body == nil {
			if nullable {
				return nil
			}
			_, err := components.Input(nil)
			return err
		}
		v, err := dataformat.Unmarshal(made, ex, ex.Body)
		if err == nil {
			ex.Body = v
		}
		return err
	})
}
