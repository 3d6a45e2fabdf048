package cats

import "github.com/dromedary-go/dromedary/components/twitter/demo/dice"

// scene is a place where cats are drawn.
type scene struct {
	place string // one word
	where string // behind the pose in the alternative text
	view  string // the alternative text without a cat, "" where it needs one
	poses []*pose
	fits  []int // indexes of shapes
	draw  func(s *stage)
}

func (s *scene) shape(d *dice.Dice) int {
	if s.fits == nil {
		return d.Int(len(shapes))
	}
	return dice.Pick(d, s.fits)
}

const (
	square = iota
	landscape
	portrait
	wide
)

var scenes = []*scene{
	{place: "sofa", where: "on the sofa", poses: []*pose{loafing, sleeping, sprawling, sitting}, draw: drawSofa},
	{place: "sofa", where: "on the sofa", poses: []*pose{loafing, sleeping, sprawling}, fits: []int{landscape, square}, draw: drawSofa},
	{place: "window", where: "on a windowsill at night", poses: []*pose{watching, watching, loafing, sitting, sleeping}, draw: drawWindow(night)},
	{place: "rain", where: "on a windowsill while it rains", poses: []*pose{watching, loafing, sitting, sleeping}, draw: drawWindow(rain)},
	{place: "window", where: "on a sunny windowsill", poses: []*pose{watching, loafing, sitting, sleeping, sprawling}, draw: drawWindow(sunshine)},
	{place: "garden", where: "in a garden full of flowers", poses: []*pose{sitting, loafing, sprawling, walking, stretch}, draw: drawGarden(spring)},
	{place: "garden", where: "among autumn leaves", poses: []*pose{sitting, loafing, walking}, draw: drawGarden(autumn)},
	{place: "snow", where: "in fresh snow", poses: []*pose{sitting, loafing, walking}, draw: drawGarden(winter)},
	{place: "box", where: "out of a cardboard box", poses: []*pose{peeking}, fits: []int{square, landscape, portrait}, draw: drawBox},
	{place: "box", where: "out of a cardboard box", poses: []*pose{peeking}, fits: []int{square, landscape}, draw: drawBox},
	{place: "books", where: "on a pile of books", poses: []*pose{sleeping, loafing, sitting, loafing}, fits: []int{square, landscape, portrait}, draw: drawBooks},
	{place: "laptop", where: "on the keyboard of a laptop", poses: []*pose{loafing, sleeping, sprawling, loafing}, fits: []int{square, landscape, wide}, draw: drawDesk},
	{place: "roof", where: "on a roof in the moonlight", poses: []*pose{watching, walking, sitting, stretch}, draw: drawRoof},
	{place: "blanket", where: "on a soft blanket", poses: []*pose{sleeping, belly, belly, sleeping}, fits: []int{square, landscape, portrait}, draw: drawBlanket},
	{place: "table", where: "over the edge of the table", poses: []*pose{peeking}, draw: drawTable},
	{place: "pot", where: "out of a flower pot", poses: []*pose{peeking}, fits: []int{square, portrait}, draw: drawPot},
	{place: "portrait", where: "", poses: []*pose{facing}, fits: []int{square, square, landscape, portrait}, draw: drawPortrait},
	{place: "portrait", where: "", poses: []*pose{facing}, fits: []int{square, portrait}, draw: drawPortrait},
	{place: "yarn", where: "on the rug with a ball of wool", poses: []*pose{sitting, sprawling, stretch, walking}, draw: drawRug},
	{place: "wall", where: "on a wall at sunset", poses: []*pose{walking, watching, sitting, loafing, stretch}, draw: drawSunset},
}

var views = []*scene{
	{place: "rain", view: "Rain runs down a window", fits: []int{square, landscape, portrait}, draw: drawWindow(rain)},
	{place: "window", view: "The moon in a window", fits: []int{square, landscape, portrait}, draw: drawWindow(night)},
	{place: "garden", view: "A garden full of flowers", draw: drawGarden(spring)},
	{place: "garden", view: "A garden in autumn", draw: drawGarden(autumn)},
	{place: "snow", view: "A garden under fresh snow", draw: drawGarden(winter)},
	{place: "roof", view: "The moon above the roofs", draw: drawRoof},
	{place: "wall", view: "A sunset behind the hills", draw: drawSunset},
}

// Poses that only a scene of their own shows.
var (
	peeking = &pose{"peeking", 150, 128, (*canvas).peek, []mood{calm, amazed, happy, winking, calm}}
	facing  = &pose{"", 150, 250, nil, nil} // drawn by drawPortrait
)

func (p *pose) shadow() bool { return p != belly && p != peeking }

func (c *canvas) peek(cat Cat, m mood) {
	c.at(0, -42, 1, c.Between(-8, 8), func() { c.head(cat, m) })
}
