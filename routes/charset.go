package routes

import (
	"errors"

	"github.com/dromedary-go/dromedary/components"
)

// charset answers what turns bytes of a charset into text, nil for UTF-8; ok is false where it is not known.
func (c *compiler) charset(name text) (decode func([]byte) string, ok bool) {
	if name.Value == "" {
		return nil, true
	}
	charset, err := components.FindCharset(name.Value)
	if err != nil {
		var unknown *components.SyntaxError
		hint := ""
		if errors.As(err, &unknown) {
			hint = unknown.Hint
		}
		c.report(name.pos(), err.Error(), hint)
		return nil, false
	}
	return charset.Decode, true
}
