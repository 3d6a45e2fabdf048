package cats

import (
	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

var avatarColours = []string{"#f4b8a8", "#a8d5c8", "#c5b8e8", "#f7d794", "#a9cdea", "#f3c1d4", "#c9dba0", "#e8c9a8", "#9fd4dc", "#d7c3b4"}

// Avatar draws the small square picture of somebody: the face of their cat, or a simple pattern.
func Avatar(seed uint64, cat Cat) []byte {
	c := &canvas{Dice: dice.New(seed, 0xafa), w: 96, h: 96}
	c.add(`<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">`)
	back := dice.Pick(c.Dice, avatarColours)
	for back2 := back; distance(back, cat.coat.base) < 3000; back2 = back {
		if back = dice.Pick(c.Dice, avatarColours); back == back2 {
			break
		}
	}
	c.rect(back, 0, 0, 96, 96, 0)
	switch c.Int(5) {
	case 0:
		c.avatarPattern()
	case 1:
		c.oval("#ffffff", 48, 50, 38, 38, fade(0.35))
		c.avatarFace(cat)
	default:
		c.avatarFace(cat)
	}
	c.add(`</svg>`)
	return c.b
}

func (c *canvas) avatarFace(cat Cat) {
	m := dice.Pick(c.Dice, []mood{calm, happy, calm, winking, sleepy})
	c.at(48, 58, 0.64, c.Between(-8, 8), func() { c.head(cat, m) })
}

// avatarPattern draws a paw, a fish or hills under a sun.
func (c *canvas) avatarPattern() {
	switch c.Int(3) {
	case 0:
		c.oval("#ffffff", 48, 60, 17, 14)
		for _, toe := range [][2]float64{{25, 44}, {39, 32}, {57, 32}, {71, 44}} {
			c.oval("#ffffff", toe[0], toe[1], 7, 9)
		}
	case 1:
		c.path("#ffffff", "M18 50Q38 22 64 46L80 34V66L64 54Q38 78 18 50Z")
		c.oval("#5b5560", 34, 46, 3.5, 3.5)
	case 2:
		c.oval("#fff3c9", 64, 32, 12, 12)
		c.path("#ffffff", "M0 96V66Q24 40 48 64T96 58V96Z", fade(0.6))
		c.path("#ffffff", "M0 96V80Q30 62 60 80T96 74V96Z", fade(0.7))
	}
}
