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
	read, nullable := bodyReader(s.made), s.AllowNullBody
	return s.with(func(ex *components.Exchange) error {
		if ex.Body == nil {
			if nullable {
				return nil
			}
			_, err := components.Input(nil)
			return err
		}
		v, err := read(ex)
		if err != nil {
			return err
		}
		ex.Body = v
		return nil
	})
}

// bodyReader answers what reads an exchange's body.
func bodyReader(f dataformat.Format) func(ex *components.Exchange) (any, error) {
	asText, readsText := f.(dataformat.TextFormat)
	opening, opens := f.(dataformat.OpenerFormat)
	return func(ex *components.Exchange) (any, error) {
		if text, ok := ex.Body.(string); ok && readsText {
			return asText.UnmarshalText(ex, text)
		}
		if body, ok := ex.Body.(components.Opener); ok && opens {
			return opening.UnmarshalOpener(ex, body)
		}
		b, err := components.Input(ex.Body)
		if err != nil {
			return nil, err
		}
		return f.Unmarshal(ex, b)
	}
}
