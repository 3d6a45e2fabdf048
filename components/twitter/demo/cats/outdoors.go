package cats

import "github.com/dromedary-go/dromedary/components/twitter/demo/dice"

type weather int

const (
	night weather = iota
	rain
	sunshine
)

// drawWindow is a windowsill with curtains and what there is to see outside.
func drawWindow(out weather) func(s *stage) {
	return func(s *stage) {
		s.rect(s.wall, 0, 0, s.w, s.h, 0)
		sill := s.h * 0.82
		x, y, w, h := s.w*0.12, s.h*0.07, s.w*0.76, s.h*0.75
		s.rect("#fffaf2", x-8, y-8, w+16, h+16, 5)
		s.within(text("M", x, " ", y, "h", w, "v", h, "h", -w, "z"), func() {
			switch out {
			case night:
				s.rect(s.gradient("#2c3a78", "#5d5fa6", "#a884b4"), x, y, w, h, 0)
				s.stars(16, x, y, w, h*0.6)
				s.moon(x+w*dice.Pick(s.Dice, []float64{0.22, 0.5, 0.78}), y+h*0.3, h*0.15)
				s.skyline("#28305e", sill, s.h*0.3)
			case rain:
				s.rect(s.gradient("#7b93a8", "#a9bcc8", "#c8d3d6"), x, y, w, h, 0)
				s.hills("#7f9a96", "#68857f", sill, s.h*0.3)
				d := ""
				for range 22 {
					d += text("M", s.Between(x, x+w), " ", s.Between(y, y+h), "l-3 ", s.Between(9, 18))
				}
				s.line("#eef5f8", 2.4, d, fade(0.75))
			case sunshine:
				s.rect(s.gradient("#8fcdf0", "#d5eef7"), x, y, w, h, 0)
				s.oval("#ffe69a", x+w*0.8, y+h*0.2, h*0.1, h*0.1)
				s.cloud(x+w*0.25, y+h*0.25, h*0.1)
				s.hills("#9fcf8a", "#7fb971", sill, s.h*0.34)
			}
		})
		s.rect("#fffaf2", s.w/2-4, y, 8, h, 0)
		s.rect("#fffaf2", x, y+h*0.42, w, 7, 0)
		s.rect("#f3e6d6", s.w*0.03, sill-2, s.w*0.94, s.h*0.06, 5)
		s.rect("#d9c6b0", s.w*0.05, sill+s.h*0.058, s.w*0.9, s.h*0.018, 0)
		curtain := s.accents[0]
		for _, side := range []float64{1, -1} {
			c := s.w / 2
			edge := c - side*c
			in := func(f float64) float64 { return edge + side*s.w*f }
			s.path(curtain, text("M", edge, " 0H", in(0.3), "C", in(0.26), " ", s.h*0.3, " ", in(0.1), " ", s.h*0.4, " ", in(0.09), " ", s.h*0.55, "C", in(0.13), " ", s.h*0.7, " ", in(0.14), " ", s.h*0.8, " ", in(0.14), " ", s.h, "H", edge, "Z"))
			s.line("#000000", 3, text("M", in(0.12), " 0C", in(0.1), " ", s.h*0.3, " ", in(0.05), " ", s.h*0.4, " ", in(0.05), " ", s.h*0.55, "M", in(0.22), " 0C", in(0.18), " ", s.h*0.26, " ", in(0.09), " ", s.h*0.4, " ", in(0.08), " ", s.h*0.52), fade(0.1))
			s.line(s.accents[2], 7, text("M", edge, " ", s.h*0.56, "H", in(0.095)))
		}
		s.line(s.plank, 8, text("M0 8H", s.w))
		if s.Chance(0.5) || s.picture.cat == nil {
			s.plant(s.w*dice.Pick(s.Dice, []float64{0.2, 0.8}), sill+2, s.h*0.22)
		}
		s.subject(s.w/2, sill+4, s.w*0.6, s.h*0.62)
	}
}

func (s *stage) stars(n int, x, y, w, h float64) {
	d := ""
	for range n {
		d += text("M", s.Between(x, x+w), " ", s.Between(y, y+h), "h.1")
	}
	s.line("#fff6d8", 3, d, fade(0.9))
}

func (s *stage) moon(x, y, r float64) {
	s.oval("#fff3c9", x, y, r*1.5, r*1.5, fade(0.16))
	s.oval("#fff3c9", x, y, r, r)
	s.oval("#f1dca4", x-r*0.3, y-r*0.2, r*0.2, r*0.2)
	s.oval("#f1dca4", x+r*0.35, y+r*0.3, r*0.14, r*0.14)
}

func (s *stage) cloud(x, y, r float64) {
	s.path("#ffffff", text("M", x-r*1.8, " ", y+r*0.6, "q0 ", -r*0.9, " ", r*0.9, " ", -r*0.8, "q", r*0.3, " ", -r*1.1, " ", r*1.3, " ", -r*0.6, "q", r*1.1, " ", -r*0.2, " ", r*1.1, " ", r*0.7, "q", r*0.7, " 0 ", r*0.6, " ", r*0.7, "z"), fade(0.9))
}

func (s *stage) hills(back, front string, ground, high float64) {
	s.path(back, text("M0 ", ground, "V", ground-high*0.7, "Q", s.w*0.2, " ", ground-high*1.25, " ", s.w*0.5, " ", ground-high*0.6, "T", s.w, " ", ground-high*0.7, "V", ground, "Z"))
	s.path(front, text("M0 ", ground, "V", ground-high*0.3, "Q", s.w*0.3, " ", ground-high*0.7, " ", s.w*0.6, " ", ground-high*0.35, "T", s.w, " ", ground-high*0.5, "V", ground, "Z"))
}

// skyline is a row of houses with some windows lit.
func (s *stage) skyline(colour string, ground, high float64) {
	houses, lights := "", ""
	for x := -4.0; x < s.w; {
		w, h := s.Between(28, 52), high*s.Between(0.45, 0.95)
		houses += text("M", x, " ", ground, "V", ground-h, "l", w/2, " ", -w*0.4, "l", w/2, " ", w*0.4, "V", ground, "z")
		for y := ground - h + 12; y < ground-8; y += 18 {
			for _, dx := range []float64{0.28, 0.68} {
				if s.Chance(0.3) {
					lights += text("M", x+w*dx, " ", y, "v5")
				}
			}
		}
		x += w
	}
	s.path(colour, houses)
	s.line("#ffd887", 5, lights)
}

type season int

const (
	spring season = iota
	autumn
	winter
)

func drawGarden(when season) func(s *stage) {
	return func(s *stage) {
		ground := s.h * 0.62
		sky := [][]string{{"#9fd8f2", "#e3f4f3"}, {"#f7d9b0", "#fbeedd"}, {"#86a8d0", "#cfdff0"}}[when]
		grass := [][3]string{{"#a9d491", "#8cc479", "#74b266"}, {"#d9b76a", "#c9a052", "#b98d45"}, {"#b4cae0", "#c8d9ea", "#dfe9f4"}}[when]
		s.rect(s.gradient(sky...), 0, 0, s.w, s.h, 0)
		s.oval([]string{"#fff0b3", "#ffdf9e", "#fdf6e3"}[when], s.w*0.82, s.h*0.16, s.h*0.08, s.h*0.08)
		s.cloud(s.w*s.Between(0.1, 0.3), s.h*0.15, s.h*0.06)
		s.cloud(s.w*s.Between(0.45, 0.65), s.h*0.24, s.h*0.045)
		s.hills(grass[0], grass[1], s.h, s.h*0.52)
		s.tree(s.w*dice.Pick(s.Dice, []float64{0.12, 0.88}), ground+s.h*0.1, s.h*0.44, when)
		s.path(grass[2], text("M0 ", s.h, "V", s.h*0.72, "Q", s.w*0.4, " ", s.h*0.64, " ", s.w, " ", s.h*0.74, "V", s.h, "Z"))
		s.strew(6, s.h*0.74, s.h*0.84, s.h*0.032, when)
		s.subject(s.w/2, s.h*0.9, s.w*0.68, s.h*0.66)
		s.strew(6, s.h*0.93, s.h*0.98, s.h*0.042, when)
		switch when {
		case spring:
			x, y := s.w*dice.Pick(s.Dice, []float64{0.2, 0.78}), s.h*s.Between(0.3, 0.42)
			s.at(x, y, 1, s.Between(-20, 20), func() {
				s.path(s.accents[0], "M0 0C-4 -20 -24 -16 -18 -3C-24 8 -6 14 0 0C4 -20 24 -16 18 -3C24 8 6 14 0 0Z")
				s.line("#4a3b3a", 3, "M0 -7V7")
			})
		case winter:
			d := ""
			for range 34 {
				d += text("M", s.Between(0, s.w), " ", s.Between(0, s.h), "h.1")
			}
			s.line("#ffffff", 5, d, fade(0.9))
		}
	}
}

func (s *stage) tree(x, ground, size float64, when season) {
	s.path("#8a6248", text("M", x-size*0.06, " ", ground, "L", x-size*0.03, " ", ground-size*0.6, "h", size*0.06, "L", x+size*0.06, " ", ground, "Z"))
	crown := []string{"#6fae66", "#e08a45", "#eef4fa"}[when]
	s.oval(crown, x, ground-size*0.8, size*0.36, size*0.32)
	s.oval(crown, x-size*0.22, ground-size*0.62, size*0.24, size*0.2)
	s.oval(crown, x+size*0.24, ground-size*0.6, size*0.22, size*0.19)
	s.oval("#ffffff", x-size*0.1, ground-size*0.9, size*0.14, size*0.1, fade(0.18))
}

// strew covers the ground from top to bottom with n flowers, leaves or tufts of snow of size r.
func (s *stage) strew(n int, top, bottom, r float64, when season) {
	colours := [][]string{{"#ff8fa3", "#ffffff", "#ffd166", "#c79bf2", "#ff9f7a"}, {"#d9622b", "#c9452f", "#e9a03b", "#a8552f"}, {"#c9d9e8"}}[when]
	first := s.Int(len(colours))
	things := [2]string{}
	stalks, hearts := "", ""
	for i := range n {
		x, y := (float64(i)+s.Float())*s.w/float64(n), s.Between(top, bottom)
		switch when {
		case spring:
			stalks += text("M", x, " ", y, "v", r*1.9)
			hearts += text("M", x, " ", y, "h.1")
			things[i%2] += text("M", x-r*0.45, " ", y, "h.1M", x+r*0.45, " ", y, "h.1M", x, " ", y-r*0.45, "v.1M", x, " ", y+r*0.45, "v.1")
		case autumn:
			dx, dy := s.Between(0.5, 1)*r, s.Between(-0.6, 0.6)*r
			things[i%2] += text("M", x-dx, " ", y-dy, "q", dx-dy*1.6, " ", dy-r*0.9, " ", dx*2, " ", dy*2, "q", -dx, " ", r*0.5, " ", -dx*2, " ", -dy*2, "z")
		case winter:
			things[0] += text("M", x-r, " ", y, "q", r, " ", -r*0.9, " ", r*2, " 0")
		}
	}
	for i, d := range things {
		colour := colours[(first+i)%len(colours)]
		switch {
		case d == "":
		case when == spring:
			if i == 0 {
				s.line("#4f8f4a", 2.4, stalks)
			}
			s.line(colour, r*0.9, d)
		case when == autumn:
			s.path(colour, d)
		case when == winter:
			s.line(colour, 3, d)
		}
	}
	if hearts != "" {
		s.line("#f6b93b", r*0.64, hearts)
	}
}

func drawRoof(s *stage) {
	s.rect(s.gradient("#232f6b", "#4a4f9c", "#8f78b8"), 0, 0, s.w, s.h, 0)
	s.stars(26, 0, 0, s.w, s.h*0.6)
	s.moon(s.w*s.Between(0.42, 0.6), s.h*0.34, s.h*0.22)
	s.skyline("#2b2f66", s.h, s.h*0.42)
	ridge := s.h * 0.8
	s.path("#a6554a", text("M0 ", ridge+s.h*0.05, "H", s.w, "V", s.h, "H0Z"))
	for row := range 3 {
		d := ""
		y := ridge + s.h*(0.05+0.06*float64(row))
		for x := -20 + float64(row%2)*14; x < s.w; x += 28 {
			d += text("M", x, " ", y, "q14 24 28 0")
		}
		s.line("#7f3d3a", 3, d)
	}
	s.rect("#c2685a", -4, ridge, s.w+8, s.h*0.055, 6)
	x := s.w * dice.Pick(s.Dice, []float64{0.06, 0.8})
	s.rect("#8a4640", x, s.h*0.56, s.w*0.13, s.h*0.25, 2)
	s.rect("#6f3833", x-4, s.h*0.54, s.w*0.13+8, s.h*0.04, 2)
	s.subject(s.w*0.5, ridge+3, s.w*0.62, s.h*0.62)
}

func drawSunset(s *stage) {
	s.rect(s.gradient("#5b5aa0", "#e0748a", "#fbb66b", "#ffe3a8"), 0, 0, s.w, s.h, 0)
	s.oval("#fff0c2", s.w*s.Between(0.3, 0.7), s.h*0.5, s.h*0.2, s.h*0.2, fade(0.95))
	s.hills("#8a5a86", "#6a4675", s.h, s.h*0.5)
	top := s.h * 0.8
	s.rect("#b98a78", 0, top, s.w, s.h-top, 0)
	d := ""
	for row := range 3 {
		y := top + float64(row)*s.h*0.07
		d += text("M0 ", y, "H", s.w)
		for x := float64(row%2) * 25; x < s.w; x += 50 {
			d += text("M", x, " ", y, "v", s.h*0.07)
		}
	}
	s.line("#966a5e", 3, d)
	s.rect("#d4a791", -4, top-s.h*0.03, s.w+8, s.h*0.05, 5)
	s.subject(s.w/2, top-s.h*0.02, s.w*0.62, s.h*0.64)
}
