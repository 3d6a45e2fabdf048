package cats

import "github.com/dromedary-go/dromedary/components/twitter/demo/dice"

// room draws the wall down to ground and the floor below it.
func (s *stage) room(ground float64) {
	s.rect(s.wall, 0, 0, s.w, s.h, 0)
	switch s.Int(4) {
	case 0:
		for x := 10.0; x < s.w; x += 44 {
			s.rect(s.paper, x, 0, 20, ground, 0)
		}
	case 1:
		d := ""
		for row := range 6 {
			for x := 20 + float64(row%2)*25; x < s.w; x += 50 {
				d += text("M", x, " ", 22+float64(row)*46, "h.1")
			}
		}
		s.line(s.paper, 9, d)
	case 2:
		s.oval(s.paper, s.w*0.5, ground, s.w*0.46, ground*0.86)
	}
	s.rect(s.floor, 0, ground, s.w, s.h-ground, 0)
	s.rect("#ffffff", 0, ground-7, s.w, 7, 0, fade(0.55))
	s.line(s.plank, 2, text("M0 ", ground+(s.h-ground)*0.4, "H", s.w, "M0 ", ground+(s.h-ground)*0.78, "H", s.w, "M", s.w*0.3, " ", ground, "V", ground+(s.h-ground)*0.4, "M", s.w*0.7, " ", ground+(s.h-ground)*0.4, "V", s.h))
}

// picture hangs a framed picture on the wall.
func (s *stage) framed(x, y, size float64) {
	s.rect("#fffaf0", x, y, size, size*1.2, 3)
	inner := s.accents[1]
	if s.Chance(0.5) {
		inner = s.accents[0]
	}
	s.rect(inner, x+5, y+5, size-10, size*1.2-10, 2)
	switch s.Int(3) {
	case 0: // hills and a sun
		s.oval("#ffe9b8", x+size*0.65, y+size*0.4, size*0.13, size*0.13)
		s.path("#ffffff", text("M", x+5, " ", y+size*1.2-5, "L", x+size*0.4, " ", y+size*0.55, "L", x+size*0.6, " ", y+size*0.85, "L", x+size*0.72, " ", y+size*0.7, "L", x+size-5, " ", y+size*1.2-5, "Z"), fade(0.7))
	case 1: // a fish
		s.path("#fffaf0", text("M", x+size*0.2, " ", y+size*0.6, "q", size*0.3, " ", -size*0.32, " ", size*0.46, " 0l", size*0.16, " ", -size*0.14, "v", size*0.28, "l", -size*0.16, " ", -size*0.14, "q", -size*0.16, " ", size*0.32, " ", -size*0.46, " 0z"))
	case 2: // a paw
		s.oval("#fffaf0", x+size*0.5, y+size*0.72, size*0.17, size*0.14)
		for _, dx := range []float64{-0.22, -0.08, 0.08, 0.22} {
			s.oval("#fffaf0", x+size*(0.5+dx), y+size*(0.44+dx*dx*2.4), size*0.07, size*0.09)
		}
	}
}

// plant puts a potted plant on the ground.
func (s *stage) plant(x, ground, size float64) {
	leaf := dice.Pick(s.Dice, []string{"#4f8a5b", "#5f9c6d", "#3f7d68", "#7aa457"})
	s.line("#3d6b4a", 3, text("M", x, " ", ground-size*0.3, "V", ground-size))
	for i := range 3 {
		y := ground - size*(0.45+0.2*float64(i))
		r := size * (0.36 - 0.07*float64(i))
		s.path(leaf, text("M", x, " ", y, "q", -r, " 0 ", -r*1.1, " ", -r*0.9, "q", r, " ", -r*0.1, " ", r*1.1, " ", r*0.9, "q", r, " 0 ", r*1.1, " ", -r*0.9, "q", -r, " ", -r*0.1, " ", -r*1.1, " ", r*0.9, "z"))
	}
	s.path("#c8765a", text("M", x-size*0.2, " ", ground-size*0.36, "h", size*0.4, "l", -size*0.06, " ", size*0.36, "h", -size*0.28, "z"))
	s.rect("#b5644a", x-size*0.23, ground-size*0.4, size*0.46, size*0.09, 2)
}

// lamp stands on the ground and glows.
func (s *stage) lamp(x, ground, size float64) {
	s.oval("#fff3c4", x, ground-size*0.86, size*0.42, size*0.42, fade(0.35))
	s.line("#6d5a52", 4, text("M", x, " ", ground, "V", ground-size*0.8))
	s.line("#6d5a52", 7, text("M", x-size*0.13, " ", ground, "H", x+size*0.13))
	s.path("#ffe3a3", text("M", x-size*0.13, " ", ground-size, "h", size*0.26, "l", size*0.1, " ", size*0.28, "h", -size*0.46, "z"))
}

// decorate puts something at each side of the cat.
func (s *stage) decorate(ground float64) {
	size := min(s.w, s.h) * 0.2
	if s.w >= s.h {
		for _, x := range []float64{0.06, 0.76} {
			switch s.Int(3) {
			case 0:
				s.framed(s.w*x, ground*0.16, size)
			case 1:
				s.plant(s.w*x+size*0.5, ground+6, size*1.5)
			case 2:
				s.lamp(s.w*x+size*0.5, ground+6, ground*0.62)
			}
		}
		return
	}
	s.framed(s.w*dice.Pick(s.Dice, []float64{0.1, 0.66}), ground*0.08, size*1.1)
}

func drawSofa(s *stage) {
	seat := s.h * 0.76
	s.room(s.h * 0.84)
	s.decorate(s.h * 0.8)
	sofa, top := s.textile, s.h*0.42
	s.rect(sofa, s.w*0.09, top, s.w*0.82, s.h*0.44, 26)
	s.rect("#000000", s.w*0.09, top, s.w*0.82, s.h*0.44, 26, fade(0.1))
	s.line("#000000", 2, text("M", s.w*0.5, " ", top+8, "V", seat-12), fade(0.12))
	cushion := s.accents[2]
	s.at(s.w*dice.Pick(s.Dice, []float64{0.2, 0.8}), seat-s.h*0.12, 1, s.Between(-14, 14), func() {
		side := s.h * 0.22
		s.rect(cushion, -side/2, -side/2, side, side, 12)
		s.line("#ffffff", 3, text("M", -side*0.3, " ", -side*0.3, "L", side*0.3, " ", side*0.3, "M", side*0.3, " ", -side*0.3, "L", -side*0.3, " ", side*0.3), fade(0.5))
	})
	s.rect(sofa, s.w*0.11, seat-14, s.w*0.78, s.h*0.15, 14)
	s.rect("#ffffff", s.w*0.11, seat-14, s.w*0.78, s.h*0.07, 14, fade(0.14))
	s.rect(sofa, s.w*0.03, s.h*0.56, s.w*0.12, s.h*0.36, 18)
	s.rect(sofa, s.w*0.85, s.h*0.56, s.w*0.12, s.h*0.36, 18)
	s.rect("#ffffff", s.w*0.03, s.h*0.56, s.w*0.12, s.h*0.36, 18, fade(0.12))
	s.rect("#ffffff", s.w*0.85, s.h*0.56, s.w*0.12, s.h*0.36, 18, fade(0.12))
	s.subject(s.w*0.5, seat+4, s.w*0.66, s.h*0.62)
}

func drawBox(s *stage) {
	ground := s.h * 0.74
	s.room(ground)
	s.decorate(ground)
	bw, bh := min(s.w*0.62, s.h*0.72), s.h*0.34
	x, base := s.w/2, s.h*0.92
	top := base - bh
	s.oval("#1c1530", x, base, bw*0.58, 10, fade(0.18))
	s.path("#8f633c", text("M", x-bw/2, " ", top, "L", x-bw*0.4, " ", top-26, "H", x+bw*0.4, "L", x+bw/2, " ", top, "Z"))
	s.path("#d9a871", text("M", x-bw/2, " ", top, "l", -bw*0.16, " ", -bh*0.2, "l", bw*0.12, " ", -26, "L", x-bw*0.4, " ", top-26, "Z"))
	s.path("#d9a871", text("M", x+bw/2, " ", top, "l", bw*0.16, " ", -bh*0.2, "l", -bw*0.12, " ", -26, "L", x+bw*0.4, " ", top-26, "Z"))
	s.subject(x, top+4, bw*0.7, s.h*0.5)
	s.path("#cb9760", text("M", x-bw/2, " ", top, "H", x+bw/2, "L", x+bw*0.47, " ", base, "H", x-bw*0.47, "Z"))
	s.rect("#e3bd8d", x-bw*0.07, top, bw*0.14, bh*0.42, 0, fade(0.8))
	s.line("#8f633c", 3, text("M", x+bw*0.26, " ", base-14, "v-22m-8 8l8 -8l8 8"), fade(0.8))
	s.edgePaws(x, top+2)
}

func drawPot(s *stage) {
	ground := s.h * 0.78
	s.room(ground)
	s.decorate(ground)
	pw, x, base := s.w*0.56, s.w/2, s.h*0.93
	top := base - s.h*0.32
	leaf := dice.Pick(s.Dice, []string{"#4f8a5b", "#5f9c6d", "#7aa457"})
	for i := range 5 {
		s.at(x, top+10, 1, float64(i-2)*32+s.Between(-6, 6), func() {
			l := s.h * s.Between(0.34, 0.46)
			s.path(leaf, text("M0 0C", -l*0.3, " ", -l*0.4, " ", -l*0.14, " ", -l*0.8, " 0 ", -l, "C", l*0.14, " ", -l*0.8, " ", l*0.3, " ", -l*0.4, " 0 0Z"))
			s.line("#ffffff", 2, text("M0 0V", -l*0.8), fade(0.25))
		})
	}
	s.oval("#1c1530", x, base, pw*0.5, 9, fade(0.18))
	s.subject(x, top+6, pw*0.86, s.h*0.44)
	s.path("#cc7b5c", text("M", x-pw*0.46, " ", top, "H", x+pw*0.46, "L", x+pw*0.34, " ", base, "H", x-pw*0.34, "Z"))
	s.rect("#b9694b", x-pw/2, top-4, pw, s.h*0.07, 6)
	s.line("#f0c9a8", 4, text("M", x-pw*0.36, " ", top+s.h*0.16, "q", pw*0.09, " -14 ", pw*0.18, " 0t", pw*0.18, " 0t", pw*0.18, " 0t", pw*0.18, " 0"))
	s.edgePaws(x, top+1)
}

func drawBooks(s *stage) {
	s.rect(s.wall, 0, 0, s.w, s.h, 0)
	colours := append(s.accents[:], "#7c6a9c", "#5f8f8b", "#c98f63", "#b5566a")
	for row, y := range []float64{s.h * 0.26, s.h * 0.62} {
		for x := s.Between(4, 20); x < s.w-16; {
			bw, bh := s.Between(13, 25), s.h*s.Between(0.17, 0.24)
			if !s.Chance(0.1) {
				s.rect(dice.Pick(s.Dice, colours), x, y-bh, bw, bh, 2, fade(0.75))
			} else {
				bw = 34
			}
			x += bw + 2
		}
		s.rect(s.plank, 0, y, s.w, 9, 0)
		if row == 0 && s.h < 300 {
			break
		}
	}
	s.rect(s.floor, 0, s.h*0.86, s.w, s.h*0.14, 0)
	y := s.h * 0.93
	s.oval("#1c1530", s.w/2, y, s.w*0.4, 8, fade(0.18))
	for i := range 3 {
		bw, bh := min(s.w, s.h*1.15)*s.Between(0.6, 0.74), s.h*0.075
		x := s.w/2 - bw/2 + s.Between(-10, 10)
		y -= bh
		s.rect(colours[(i+s.Int(2)*3)%len(colours)], x, y, bw, bh, 4)
		s.rect("#fff8ea", x+bw-12, y+4, 12, bh-8, 1)
		s.line("#ffffff", 2.5, text("M", x+16, " ", y+4, "v", bh-8, "M", x+24, " ", y+4, "v", bh-8), fade(0.6))
	}
	s.subject(s.w/2, y+2, s.w*0.72, s.h*0.56)
}
