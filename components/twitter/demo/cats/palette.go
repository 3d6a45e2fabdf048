package cats

import (
	"strconv"

	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

// palette is a set of colours that go together in a room.
type palette struct {
	wall, paper  string // the wall and the pattern on it
	floor, plank string
	textile      string    // what the cat lies on: the accent that stands out best against its fur
	accents      [3]string // for things
}

var palettes = []palette{
	{wall: "#f6e7d7", paper: "#eed9c3", floor: "#c98f63", plank: "#b97f55", accents: [3]string{"#e07a5f", "#3d7f7f", "#f2cc8f"}},
	{wall: "#dfeae4", paper: "#cfdfd6", floor: "#bd9270", plank: "#ac815f", accents: [3]string{"#ef8f78", "#4f7c6b", "#f4d9a6"}},
	{wall: "#e9e2f3", paper: "#dbd0ea", floor: "#ad8e7c", plank: "#9c7d6b", accents: [3]string{"#e58fa5", "#6a5a9c", "#f7d6a4"}},
	{wall: "#fde2d4", paper: "#f9d0bd", floor: "#a9745a", plank: "#99664d", accents: [3]string{"#3f8d96", "#c8553d", "#f4c27a"}},
	{wall: "#d9e8f2", paper: "#c7dbe9", floor: "#c79b6e", plank: "#b68b5f", accents: [3]string{"#f0806a", "#2f6690", "#ffd58a"}},
	{wall: "#f4efdf", paper: "#e9e1c8", floor: "#93755a", plank: "#84674d", accents: [3]string{"#6a994e", "#bc4f4b", "#f0dfb0"}},
	{wall: "#cfe6e8", paper: "#bddadd", floor: "#d3a983", plank: "#c39973", accents: [3]string{"#f4978e", "#457b9d", "#fbe3b5"}},
	{wall: "#474469", paper: "#52507a", floor: "#77586a", plank: "#6a4d5e", accents: [3]string{"#e9a15b", "#8d80c9", "#f0d3a0"}},
	{wall: "#35576a", paper: "#3f6478", floor: "#86675a", plank: "#785a4e", accents: [3]string{"#f3b54a", "#8fc1dd", "#ee7b45"}},
}

// furnish chooses the palette of a picture.
func (c *canvas) furnish(cat *Cat) palette {
	p := dice.Pick(c.Dice, palettes)
	p.textile = p.accents[c.Int(2)]
	if cat == nil {
		return p
	}
	furthest := 0
	for _, a := range p.accents {
		if d := distance(a, cat.coat.base); d > furthest {
			furthest, p.textile = d, a
		}
	}
	return p
}

// distance tells how unlike two colours (#rrggbb) are.
func distance(a, b string) int {
	sum := 0
	for i := 1; i < 7; i += 2 {
		x, _ := strconv.ParseInt(a[i:i+2], 16, 32)
		y, _ := strconv.ParseInt(b[i:i+2], 16, 32)
		sum += int((x - y) * (x - y))
	}
	return sum
}

// gradient answers a fill that goes from one colour at the top to another at the bottom.
func (c *canvas) gradient(colours ...string) string {
	c.clips++
	id := text("g", c.clips)
	c.add(`<linearGradient id="`, id, `" x2="0" y2="1">`)
	for i, colour := range colours {
		c.add(`<stop offset="`, float64(i)/float64(len(colours)-1), `" stop-color="`, colour, `"/>`)
	}
	c.add(`</linearGradient>`)
	return "url(#" + id + ")"
}
