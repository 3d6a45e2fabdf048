package cats

import (
	"strconv"

	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

// canvas collects the elements of one drawing.
type canvas struct {
	*dice.Dice
	b     []byte
	w, h  float64 // in units of the view box
	clips int
}

// text joins strings and numbers; numbers get one decimal at most, which keeps drawings small.
func text(parts ...any) string { return string(appendParts(nil, parts)) }

func appendParts(b []byte, parts []any) []byte {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b = append(b, p...)
		case int:
			b = strconv.AppendInt(b, int64(p), 10)
		case float64:
			b = strconv.AppendFloat(b, float64(int64(p*10+copysign(0.5, p)))/10, 'f', -1, 64)
		}
	}
	return b
}

func copysign(x, sign float64) float64 {
	if sign < 0 {
		return -x
	}
	return x
}

func (c *canvas) add(parts ...any) { c.b = appendParts(c.b, parts) }

func (c *canvas) end(attrs []string) {
	for _, a := range attrs {
		c.add(" ", a)
	}
	c.add("/>")
}

func (c *canvas) rect(fill string, x, y, w, h, round float64, attrs ...string) {
	c.add(`<rect x="`, x, `" y="`, y, `" width="`, w, `" height="`, h, `" fill="`, fill, `"`)
	if round > 0 {
		c.add(` rx="`, round, `"`)
	}
	c.end(attrs)
}

func (c *canvas) oval(fill string, x, y, rx, ry float64, attrs ...string) {
	if rx == ry {
		c.add(`<circle cx="`, x, `" cy="`, y, `" r="`, rx, `" fill="`, fill, `"`)
	} else {
		c.add(`<ellipse cx="`, x, `" cy="`, y, `" rx="`, rx, `" ry="`, ry, `" fill="`, fill, `"`)
	}
	c.end(attrs)
}

func (c *canvas) path(fill, d string, attrs ...string) {
	c.add(`<path d="`, d, `" fill="`, fill, `"`)
	c.end(attrs)
}

// line draws along a path with round ends.
func (c *canvas) line(color string, width float64, d string, attrs ...string) {
	c.add(`<path d="`, d, `" fill="none" stroke="`, color, `" stroke-width="`, width, `" stroke-linecap="round" stroke-linejoin="round"`)
	c.end(attrs)
}

// at draws with the origin moved, grown and turned; a negative grow is a mirror image.
func (c *canvas) at(x, y, grow, turn float64, draw func()) {
	c.add(`<g transform="translate(`, x, ` `, y, `)`)
	if turn != 0 {
		c.add(` rotate(`, turn, `)`)
	}
	if grow != 1 {
		c.add(` scale(`, strconv.FormatFloat(grow, 'f', 3, 64))
		if grow < 0 {
			c.add(` `, strconv.FormatFloat(-grow, 'f', 3, 64))
		}
		c.add(`)`)
	}
	c.add(`">`)
	draw()
	c.add(`</g>`)
}

// within draws only what lies inside the path d.
func (c *canvas) within(d string, draw func()) {
	c.clips++
	id := text("c", c.clips)
	c.add(`<clipPath id="`, id, `"><path d="`, d, `"/></clipPath><g clip-path="url(#`, id, `)">`)
	draw()
	c.add(`</g>`)
}

// fade answers the attribute that makes a shape see-through.
func fade(opacity float64) string {
	return `opacity="` + strconv.FormatFloat(opacity, 'f', 2, 64) + `"`
}
