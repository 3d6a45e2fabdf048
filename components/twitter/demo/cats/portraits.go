package cats

import "github.com/dromedary-go/dromedary/components/twitter/demo/dice"

// accessory is what a cat wears in a portrait; the origin is the middle of its head.
type accessory struct {
	words string
	draw  func(s *stage)
}

var accessories = []*accessory{
	{"with a bow tie", func(s *stage) {
		bow := s.accents[0]
		s.path(bow, "M0 62L-44 44Q-50 62 -44 82ZM0 62L44 44Q50 62 44 82Z")
		s.rect(bow, -11, 53, 22, 20, 6)
		s.rect("#000000", -11, 53, 22, 20, 6, fade(0.14))
	}},
	{"with a crown of flowers", func(s *stage) {
		s.line("#5f9c6d", 7, "M-52 -40Q0 -74 52 -40")
		for i, x := range []float64{-46, -24, 0, 24, 46} {
			y := -62 + x*x/130
			petal := []string{"#ff8fa3", "#ffd166", "#ffffff", "#c79bf2", "#ff9f7a"}[(i+s.Int(2))%5]
			s.line(petal, 13, text("M", x-6, " ", y, "h.1M", x+6, " ", y, "h.1M", x, " ", y-6, "v.1M", x, " ", y+6, "v.1"))
			s.oval("#f6b93b", x, y, 5, 5)
		}
	}},
	{"with round glasses", func(s *stage) {
		s.oval("#ffffff", -26, -3, 22, 22, fade(0.18))
		s.oval("#ffffff", 26, -3, 22, 22, fade(0.18))
		s.line("#e3b341", 4.5, "M-48 -3a22 22 0 1 0 44 0a22 22 0 1 0 -44 0M4 -3a22 22 0 1 0 44 0a22 22 0 1 0 -44 0M-4 -5q4 -4 8 0")
	}},
	{"in a knitted hat", func(s *stage) {
		s.path(s.accents[1], "M-50 -34C-48 -96 48 -96 50 -34Z")
		s.line("#ffffff", 6, "M-40 -58l13 -12l13 12l14 -12l14 12l13 -12l13 12", fade(0.8))
		s.rect(s.accents[2], -56, -46, 112, 20, 9)
		s.oval(s.accents[2], 0, -86, 14, 14)
	}},
	{"in a party hat", func(s *stage) {
		s.path(s.accents[0], "M-30 -46L0 -116L30 -46Q0 -36 -30 -46Z")
		s.line("#ffffff", 6, "M-14 -60h.1M8 -54h.1M-2 -78h.1M10 -76h.1M-1 -96h.1", fade(0.9))
		s.oval(s.accents[2], 0, -116, 9, 9)
	}},
	{"in a warm scarf", func(s *stage) {
		s.line(s.accents[1], 28, "M-44 50Q0 78 44 50")
		s.line(s.accents[1], 24, "M34 62L44 108")
		s.line("#ffffff", 5, "M-34 44l-6 20M-4 54v24M28 46l8 20M30 92l26 -4", fade(0.55))
	}},
	{"looking straight into the camera", func(*stage) {}},
}

func drawPortrait(s *stage) {
	s.rect(s.textile, 0, 0, s.w, s.h, 0)
	if s.accents[0] == s.textile { // what the cat wears must not vanish
		s.accents[0] = s.accents[2]
	}
	if s.accents[1] == s.textile {
		s.accents[1] = s.accents[0]
	}
	switch s.Int(4) {
	case 0:
		d := ""
		for i := range 24 {
			if i%2 == 0 {
				d += text("M", s.w/2, " ", s.h/2, "L", s.w/2+700*cos[i], " ", s.h/2+700*cos[(i+18)%24], "L", s.w/2+700*cos[i+1], " ", s.h/2+700*cos[(i+19)%24], "Z")
			}
		}
		s.path("#ffffff", d, fade(0.13))
	case 1:
		d := ""
		for row := range 9 {
			for x := 14 + float64(row%2)*30; x < s.w; x += 60 {
				d += text("M", x, " ", 20+float64(row)*48, "h.1")
			}
		}
		s.line("#ffffff", 12, d, fade(0.25))
	case 2:
		s.oval("#ffffff", s.w/2, s.h*0.52, min(s.w, s.h)*0.42, min(s.w, s.h)*0.42, fade(0.28))
	case 3:
		s.line("#ffffff", 5, dice.Pick(s.Dice, []string{
			"M40 60l9 9m0 -9l-9 9M330 50l9 9m0 -9l-9 9M350 250l9 9m0 -9l-9 9M30 230l9 9m0 -9l-9 9M200 26l9 9m0 -9l-9 9",
			"M36 70q8 -12 16 0t16 0M320 60q8 -12 16 0t16 0M30 210q8 -12 16 0t16 0M330 220q8 -12 16 0t16 0",
		}), fade(0.5))
	}
	p := s.picture
	k := p.cat.coat
	grow := min(s.w/170, s.h/210)
	s.at(s.w/2, s.h*0.5, grow, 0, func() {
		const body = "M-86 140C-86 70 -52 36 0 36C52 36 86 70 86 140Z"
		s.path(k.base, body)
		s.within(body, func() {
			switch k.pattern {
			case tabby:
				s.line(k.mark, 9, "M-90 96L-62 90M-90 118L-60 114M90 96L62 90M90 118L60 114")
			case patches:
				s.oval(k.mark, -70, 90, 40, 40)
				s.oval(k.mark2, 72, 110, 40, 44)
			}
			s.chest(*p.cat, 0, 92, 36, 54)
		})
		if p.hat.words != "with a bow tie" && p.hat.words != "in a warm scarf" {
			s.collarAt(*p.cat, 0, 46, 40)
		}
		s.at(0, 0, 1, s.Between(-6, 6), func() {
			s.head(*p.cat, p.mood)
			p.hat.draw(s)
		})
	})
}

// cos holds the cosines of 24 directions; the sine is 18 places on.
var cos = [25]float64{1, 0.966, 0.866, 0.707, 0.5, 0.259, 0, -0.259, -0.5, -0.707, -0.866, -0.966, -1, -0.966, -0.866, -0.707, -0.5, -0.259, 0, 0.259, 0.5, 0.707, 0.866, 0.966, 1}
