package cats

type mood int

const (
	calm mood = iota
	happy
	winking
	sleepy
	amazed
	asleep
)

var moodWords = [...]string{"looking at you", "smiling", "winking", "half asleep", "wide-eyed", "fast asleep"}

const headPath = "M0 -50C37 -50 61 -27 61 2C61 32 35 46 0 46C-35 46 -61 32 -61 2C-61 -27 -37 -50 0 -50Z"

// head draws a cat's head around the origin: 124 wide, from 78 above to 48 below.
func (c *canvas) head(cat Cat, m mood) {
	k := cat.coat
	c.ears(cat, true)
	if cat.fluffy {
		c.path(k.base, "M-50 8L-72 22L-58 25L-66 38L-40 36ZM50 8L72 22L58 25L66 38L40 36Z")
	}
	c.path(k.base, headPath)
	c.within(headPath, func() { c.faceMarks(cat) })
	c.face(cat, m)
}

// ears draws both ears, from the front or from behind.
func (c *canvas) ears(cat Cat, front bool) {
	k := cat.coat
	left, right := k.base, k.base
	switch k.pattern {
	case points:
		left, right = k.mark, k.mark
	case patches:
		left, right = k.mark, k.mark2
		if cat.mirror {
			left, right = right, left
		}
	}
	c.path(left, "M-57 -8L-53 -70Q-51 -80 -42 -74L-6 -44Z")
	c.path(right, "M57 -8L53 -70Q51 -80 42 -74L6 -44Z")
	if front {
		c.path("#f0a6a0", "M-48 -26L-46 -60L-20 -42ZM48 -26L46 -60L20 -42Z", fade(0.75))
	}
}

func (c *canvas) faceMarks(cat Cat) {
	k := cat.coat
	side := 1.0
	if cat.mirror {
		side = -1
	}
	switch k.pattern {
	case tabby:
		c.line(k.mark, 6, "M0 -52V-30M-16 -50L-12 -33M16 -50L12 -33M-62 2L-44 3M-60 16L-43 13M62 2L44 3M60 16L43 13")
	case bicolour:
		if k.mark != "" {
			c.line(k.mark, 6, "M-22 -50L-18 -34M22 -50L18 -34M-62 0L-46 2M62 0L46 2")
		}
		c.path(k.light, "M0 -46C7 -14 38 2 40 30C30 52 -30 52 -40 30C-38 2 -7 -14 0 -46Z")
	case patches:
		c.oval(k.mark, -38*side, -34, 38, 34)
		c.oval(k.mark2, 44*side, -36, 34, 38)
		if k.name == "tortoiseshell" {
			c.oval(k.mark, 26*side, 36, 24, 20)
		}
	case points:
		c.oval(k.mark, 0, 16, 38, 36, fade(0.55))
		c.oval(k.mark, 0, 22, 28, 26, fade(0.8))
	}
}

func (c *canvas) face(cat Cat, m mood) {
	k := cat.coat
	line, muzzle := k.line, k.light
	if k.pattern == points {
		muzzle, line = "#85685b", "#2f1f1a"
	}
	c.oval(muzzle, -12, 22, 17, 13)
	c.oval(muzzle, 12, 22, 17, 13)
	if m != amazed {
		c.oval("#f28b82", -41, 18, 10, 6, fade(0.35))
		c.oval("#f28b82", 41, 18, 10, 6, fade(0.35))
	}
	c.path("#e58a8a", "M-7 9Q0 6 7 9Q8 13 1 17Q0 18 -1 17Q-8 13 -7 9Z")
	if m == amazed {
		c.oval(line, 0, 28, 4.5, 5.5)
	} else {
		c.line(line, 2.4, "M0 17V21M-14 22Q-8 30 0 22Q8 30 14 22")
	}
	whisker := "#ffffff"
	if k.base == "#fbf8f2" || k.base == "#fdf8ef" || k.pattern == points || k.name == "cream" {
		whisker = "#9b9086"
	}
	c.line(whisker, 1.6, "M-30 20L-72 14M-30 25L-70 30M30 20L72 14M30 25L70 30", fade(0.75))
	lineEyes := k.line
	if k.name == "tuxedo" {
		lineEyes = "#b9b3cc"
	}
	switch m {
	case happy:
		c.line(lineEyes, 4, "M-36 -2Q-25 -16 -14 -2M14 -2Q25 -16 36 -2")
	case asleep:
		c.line(lineEyes, 4, "M-36 -6Q-25 5 -14 -6M14 -6Q25 5 36 -6")
	case winking:
		c.eye(cat, -25, 12, 5)
		c.line(lineEyes, 4, "M14 -2Q25 -16 36 -2")
	case sleepy:
		for _, x := range []float64{-25, 25} {
			c.path(cat.eyes, text("M", x-12, " -6H", x+12, "A12 11 0 0 1 ", x-12, " -6Z"))
			c.oval("#221d26", x, -2, 4.5, 5)
			c.line(lineEyes, 3, text("M", x-13, " -6H", x+13))
		}
	case amazed:
		c.eye(cat, -25, 15, 10)
		c.eye(cat, 25, 15, 10)
	default:
		c.eye(cat, -25, 12.5, 5.5)
		c.eye(cat, 25, 12.5, 5.5)
	}
}

func (c *canvas) eye(cat Cat, x, r, pupil float64) {
	c.oval(cat.eyes, x, -4, r, r)
	c.oval("#221d26", x, -4, pupil, r-2.5)
	c.oval("#ffffff", x-3.5, -9, 3.4, 3.4)
	c.oval("#ffffff", x+3, 1, 1.6, 1.6, fade(0.8))
}

// collarAt draws the cat's collar, rx wide to each side, with a bell.
func (c *canvas) collarAt(cat Cat, x, y, rx float64) {
	if cat.collar < 0 {
		return
	}
	colour := collars[cat.collar].colour
	c.line(colour, 9, text("M", x-rx, " ", y, "Q", x, " ", y+18, " ", x+rx, " ", y))
	c.oval("#f4c542", x, y+15, 7, 7)
	c.line("#a87b18", 1.8, text("M", x-4, " ", y+15, "H", x+4))
}
