// Package cats draws cats: flat illustrations in SVG, made from a number. The same number always gives the same
// picture, without scripts, fonts or references to anything outside, together with the words that describe it.
package cats

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

// Picture is one drawing, chosen but not drawn yet.
type Picture struct {
	// Width and Height are the full size in pixels.
	Width, Height int
	// Alt describes the picture in a sentence without a full stop.
	Alt string
	// Place is a word for where it is, such as "box" or "window".
	Place string

	seed  uint64
	cat   *Cat // nil where there is none
	scene *scene
	pose  *pose
	mood  mood
	hat   *accessory
}

// shapes are the formats: pixels, and the view box whose longer side is 400.
var shapes = []struct {
	width, height int
	w, h          float64
}{
	{1080, 1080, 400, 400}, {1200, 900, 400, 300}, {900, 1200, 300, 400}, {1280, 720, 400, 225},
}

// Of chooses the picture of a cat that belongs to a number.
func Of(seed uint64, cat Cat) Picture {
	d := dice.New(seed, 0x91c)
	s := dice.Pick(d, scenes)
	p := Picture{seed: seed, cat: &cat, scene: s, pose: dice.Pick(d, s.poses), Place: s.place}
	p.shape(s.shape(d))
	moods := p.pose.moods
	if moods == nil {
		moods = []mood{calm, happy, winking, sleepy, amazed, calm, happy}
	}
	p.mood = dice.Pick(d, moods)
	switch {
	case p.pose == facing:
		p.hat = dice.Pick(d, accessories)
		p.Alt = fmt.Sprintf("Portrait of a %s cat %s, %s", cat.Coat(), p.hat.words, moodWords[p.mood])
	case p.pose == watching:
		p.Alt = fmt.Sprintf("A %s cat %s, %s", cat.Coat(), p.pose.name, s.where)
	default:
		p.Alt = fmt.Sprintf("A %s cat %s %s, %s", cat.Coat(), p.pose.name, s.where, moodWords[p.mood])
	}
	return p
}

// View chooses a picture without a cat: the sky, the garden or the rain.
func View(seed uint64) Picture {
	d := dice.New(seed, 0x71e)
	s := dice.Pick(d, views)
	p := Picture{seed: seed, scene: s, Place: s.place, Alt: s.view}
	p.shape(s.shape(d))
	return p
}

func (p *Picture) shape(i int) { p.Width, p.Height = shapes[i].width, shapes[i].height }

// Sizes that [Picture.SVG] knows besides the full one, by the longer side in pixels.
const (
	Thumb = 150 // a square cut from the middle
	Small = 680
)

// SVG draws the picture; size is [Thumb], [Small] or 0 for the full size.
func (p Picture) SVG(size int) []byte {
	c := &canvas{Dice: dice.New(p.seed, 0xd0a)}
	for _, s := range shapes {
		if s.width == p.Width {
			c.w, c.h = s.w, s.h
		}
	}
	width, height, fit := p.Width, p.Height, ""
	switch size {
	case Thumb:
		width, height, fit = Thumb, Thumb, ` preserveAspectRatio="xMidYMid slice"`
	case Small:
		longer := max(width, height)
		width, height = width*Small/longer, height*Small/longer
	}
	c.add(`<svg xmlns="http://www.w3.org/2000/svg" width="`, width, `" height="`, height, `" viewBox="0 0 `, c.w, ` `, c.h, `"`, fit, `>`)
	p.scene.draw(&stage{canvas: c, palette: c.furnish(p.cat), picture: p})
	c.add(`</svg>`)
	return c.b
}

// stage is where a scene is drawn.
type stage struct {
	*canvas
	palette
	picture Picture
	grow    float64 // how much the cat was grown
}

// fit answers how much the cat is to be grown to fill w and h.
func (s *stage) fit(w, h float64) float64 {
	return min(w/s.picture.pose.w, h/s.picture.pose.h, 1.9)
}

// subject draws the cat, standing at x on the ground, as big as fits into w and h.
func (s *stage) subject(x, ground, w, h float64) {
	p := s.picture
	if p.cat == nil {
		return
	}
	s.grow = s.fit(w, h)
	if p.pose.shadow() {
		s.oval("#1c1530", x, ground, p.pose.w*s.grow*0.46, 9*s.grow, fade(0.16))
	}
	grow := s.grow
	if p.pose != sleeping && s.Chance(0.5) {
		grow = -grow // looks the other way
	}
	s.at(x, ground, grow, 0, func() { p.pose.draw(s.canvas, *p.cat, p.mood) })
}

// edgePaws draws the paws of a cat that looks over an edge at y.
func (s *stage) edgePaws(x, y float64) {
	if s.picture.cat != nil {
		s.at(x, y, s.grow, 0, func() { s.paws(*s.picture.cat, -42, 42, 0) })
	}
}
