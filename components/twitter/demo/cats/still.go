package cats

import "github.com/dromedary-go/dromedary/components/twitter/demo/dice"

func drawDesk(s *stage) {
	top := s.h * 0.8
	s.room(top)
	s.decorate(top * 0.94)
	s.rect("#9a6b4a", 0, top, s.w, s.h-top, 0)
	s.rect("#b48259", 0, top, s.w, s.h*0.06, 0)
	lw, lh := min(s.w*0.66, s.h*0.94), s.h*0.5
	x, screen := s.w/2, top-lh-4
	s.rect("#3b4050", x-lw/2, screen, lw, lh, 10)
	s.rect("#252a3a", x-lw/2+8, screen+8, lw-16, lh-14, 4)
	y, lines := screen+22, [4]string{}
	for range 6 {
		at := x - lw/2 + 20 + float64(s.Int(3))*14
		for range 1 + s.Int(3) {
			n := s.Between(14, 46)
			if at+n > x+lw/2-14 {
				break
			}
			lines[s.Int(4)] += text("M", at, " ", y, "h", n)
			at += n + 12
		}
		y += 14
	}
	for i, colour := range []string{"#7fd1c7", "#f6b26b", "#c9a7eb", "#8fb8ff"} {
		s.line(colour, 5, lines[i])
	}
	s.path("#c5cad6", text("M", x-lw*0.54, " ", top+8, "L", x-lw*0.5, " ", top-6, "H", x+lw*0.5, "L", x+lw*0.54, " ", top+8, "Z"))
	s.rect("#a6adbd", x-lw*0.54, top+8, lw*1.08, 6, 3)
	s.mug(min(x+lw*0.68, s.w-26), top+20, s.h*0.14)
	s.subject(x-lw*0.04, top+6, lw*0.92, s.h*0.46)
}

// mug stands at x and steams.
func (s *stage) mug(x, ground, size float64) {
	s.line(s.accents[0], size*0.12, text("M", x+size*0.3, " ", ground-size*0.72, "q", size*0.36, " ", size*0.2, " 0 ", size*0.44))
	s.rect(s.accents[0], x-size*0.36, ground-size*0.9, size*0.72, size*0.9, size*0.12)
	s.rect("#ffffff", x-size*0.36, ground-size*0.6, size*0.72, size*0.16, 0, fade(0.7))
	s.line("#ffffff", 3, text("M", x-size*0.12, " ", ground-size*1.05, "q-6 -8 0 -16t0 -14M", x+size*0.14, " ", ground-size*1.05, "q-6 -8 0 -16t0 -14"), fade(0.6))
}

func drawTable(s *stage) {
	top := s.h * 0.7
	s.room(s.h)
	s.decorate(top)
	x := s.w * s.Between(0.4, 0.6)
	s.subject(x, top+4, s.w*0.6, s.h*0.56)
	s.rect(s.textile, 0, top, s.w, s.h-top, 0)
	d := text("M0 ", top)
	n := 8.0
	for i := range 8 {
		d += text("Q", (float64(i)+0.5)*s.w/n, " ", top+s.h*0.14, " ", float64(i+1)*s.w/n, " ", top)
	}
	s.rect("#ffffff", 0, top, s.w, s.h*0.05, 0, fade(0.55))
	s.path("#ffffff", d+"Z", fade(0.55))
	s.edgePaws(x, top+2)
	size := s.h * 0.2
	if x > s.w/2 {
		s.mug(s.w*0.14, top+s.h*0.14, size)
		s.cake(s.w*0.86, top+s.h*0.14, size)
	} else {
		s.cake(s.w*0.14, top+s.h*0.14, size)
		s.mug(s.w*0.86, top+s.h*0.14, size)
	}
}

// cake is a small one with a cherry, on a plate.
func (s *stage) cake(x, ground, size float64) {
	s.oval("#fffaf0", x, ground, size*0.6, size*0.12)
	s.path("#c98f63", text("M", x-size*0.34, " ", ground-size*0.4, "h", size*0.68, "l", -size*0.1, " ", size*0.4, "h", -size*0.48, "z"))
	s.path("#fbd3dc", text("M", x-size*0.42, " ", ground-size*0.38, "q0 ", -size*0.34, " ", size*0.42, " ", -size*0.36, "q", size*0.42, " ", size*0.02, " ", size*0.42, " ", size*0.36, "q", -size*0.42, " ", size*0.12, " ", -size*0.84, " 0z"))
	s.oval("#d8463c", x, ground-size*0.78, size*0.11, size*0.11)
}

func drawBlanket(s *stage) {
	s.rect(s.textile, 0, 0, s.w, s.h, 0)
	other := s.accents[2]
	if other == s.textile {
		other = s.accents[1]
	}
	switch s.Int(3) {
	case 0: // checks
		for x := 0.0; x < s.w; x += 80 {
			s.rect("#ffffff", x, 0, 40, s.h, 0, fade(0.16))
		}
		for y := 0.0; y < s.h; y += 80 {
			s.rect("#ffffff", 0, y, s.w, 40, 0, fade(0.16))
		}
	case 1: // dots
		d := ""
		for row := range 9 {
			for x := 18 + float64(row%2)*25; x < s.w; x += 50 {
				d += text("M", x, " ", 16+float64(row)*46, "h.1")
			}
		}
		s.line(other, 15, d, fade(0.65))
	case 2: // waves
		for y := 24.0; y < s.h+20; y += 44 {
			s.line(other, 9, text("M-20 ", y, "q25 -24 50 0t50 0t50 0t50 0t50 0t50 0t50 0t50 0t50 0"), fade(0.55))
		}
	}
	w, h := s.w*0.84, s.h*0.8
	lying := s.picture.pose.h * s.fit(w, h) // seen from above: in the middle, in a hollow
	s.oval("#1c1530", s.w/2, s.h/2+lying*0.06, s.picture.pose.w*s.fit(w, h)*0.54, lying*0.6, fade(0.12))
	s.subject(s.w/2, s.h/2+lying/2, w, h)
}

func drawRug(s *stage) {
	ground := s.h * 0.66
	s.room(ground)
	s.decorate(ground)
	y := s.h * 0.86
	s.oval(s.accents[1], s.w/2, y, s.w*0.46, s.h*0.12)
	s.oval(s.textile, s.w/2, y, s.w*0.4, s.h*0.098)
	s.oval("#ffffff", s.w/2, y, s.w*0.32, s.h*0.072, fade(0.25))
	s.subject(s.w*0.48, y+s.h*0.02, s.w*0.66, s.h*0.7)
	r, x := s.h*0.075, s.w*dice.Pick(s.Dice, []float64{0.15, 0.85})
	wool := dice.Pick(s.Dice, []string{"#e0567a", "#4f8fc4", "#e8a33a", "#6aa86a"})
	s.line(wool, 3, text("M", x, " ", y+r*1.1, "q", s.w*0.1, " 22 ", (s.w/2-x)*0.6, " 2t", (s.w/2-x)*0.5, " 6"))
	s.oval(wool, x, y+r*0.4, r, r)
	s.line("#ffffff", 2.4, text("M", x-r*0.8, " ", y+r*0.2, "q", r*0.8, " ", -r*0.8, " ", r*1.6, " 0M", x-r*0.9, " ", y+r*0.6, "q", r*0.9, " ", -r*0.8, " ", r*1.8, " 0M", x-r*0.5, " ", y+r*1.1, "q", -r*0.3, " ", -r*0.9, " ", r*0.7, " ", -r*1.6), fade(0.55))
}
