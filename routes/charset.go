package routes

import (
	"fmt"
	"strings"
)

// charset answers what turns bytes of a charset into text, nil for UTF-8; ok is false where it is not known.
func (c *compiler) charset(name text) (decode func([]byte) string, ok bool) {
	switch strings.ToUpper(strings.ReplaceAll(name.Value, "_", "-")) {
	case "", "UTF-8", "UTF8", "US-ASCII", "ASCII":
		return nil, true
	case "ISO-8859-1", "LATIN1":
		return latin1, true
	}
	c.report(name.pos(), fmt.Sprintf("unknown charset %q", name.Value), "known are UTF-8, US-ASCII, ISO-8859-1")
	return nil, false
}

func latin1(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}
