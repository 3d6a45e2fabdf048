package cats

// pose is one way a cat holds itself: drawn with the ground at 0, the middle at 0, w wide and h high.
type pose struct {
	name string // for the alternative text
	w, h float64
	draw func(c *canvas, cat Cat, m mood)
	// moods lists those that fit; none is all but asleep.
	moods []mood
}

var (
	sitting   = &pose{"sitting", 190, 242, (*canvas).sit, nil}
	loafing   = &pose{"in a loaf", 200, 176, (*canvas).loaf, []mood{calm, happy, sleepy, winking}}
	sleeping  = &pose{"curled up", 232, 122, (*canvas).sleep, []mood{asleep}}
	sprawling = &pose{"stretched out", 300, 138, (*canvas).sprawl, []mood{calm, happy, sleepy, asleep, winking}}
	watching  = &pose{"seen from behind", 170, 236, (*canvas).back, []mood{calm}}
	walking   = &pose{"walking", 250, 190, (*canvas).walk, []mood{calm, happy, amazed}}
	stretch   = &pose{"having a good stretch", 270, 150, (*canvas).stretch, []mood{happy, asleep, winking}}
	belly     = &pose{"on its back", 190, 262, (*canvas).bellyUp, []mood{happy, calm, amazed, winking}}
)

// tail draws a tail along a path, ringed or tipped as the coat has it.
func (c *canvas) tail(cat Cat, width float64, d string) {
	k := cat.coat
	switch k.pattern {
	case points:
		c.line(k.mark, width, d)
	case patches:
		c.line(k.mark2, width, d)
	case tabby:
		c.line(k.dark, width, d)
		c.line(k.mark, width, d, `stroke-dasharray="1 26"`)
	default:
		c.line(k.dark, width, d)
	}
}

func (k *coat) paw() string {
	switch k.pattern {
	case points:
		return k.mark
	case solid:
		return k.base
	}
	return k.light
}

// paws draws two paws side by side, each with two lines between the toes.
func (c *canvas) paws(cat Cat, x1, x2, y float64) {
	for _, x := range []float64{x1, x2} {
		c.oval(cat.coat.paw(), x, y, 16, 10)
		c.line(cat.coat.dark, 2, text("M", x-5, " ", y+1, "V", y+7, "M", x+5, " ", y+1, "V", y+7))
	}
}

// fur colours a body, given as a path, and puts marks inside it.
func (c *canvas) fur(cat Cat, body string, stripes string, blots ...[4]float64) {
	k := cat.coat
	c.path(k.base, body)
	switch k.pattern {
	case tabby:
		c.within(body, func() { c.line(k.mark, 8, stripes) })
	case patches:
		c.within(body, func() {
			for i, b := range blots {
				fill := k.mark
				if i%2 == 1 {
					fill = k.mark2
				}
				c.oval(fill, b[0], b[1], b[2], b[3])
			}
		})
	}
}

func (c *canvas) chest(cat Cat, x, y, rx, ry float64) {
	if cat.coat.pattern != patches && cat.coat.pattern != solid {
		c.oval(cat.coat.light, x, y, rx, ry)
	}
}

func (c *canvas) sit(cat Cat, m mood) {
	k := cat.coat
	c.tail(cat, 21, "M44 -14C92 -2 108 -34 84 -66C76 -78 84 -94 96 -92")
	c.fur(cat, "M-62 -8C-74 -60 -48 -132 0 -134C48 -132 74 -60 62 -8C50 6 -50 6 -62 -8Z",
		"M-66 -40L-44 -38M-62 -62L-42 -58M66 -40L44 -38M62 -62L42 -58M-52 -84L-36 -80M52 -84L36 -80", [4]float64{-52, -66, 36, 34}, [4]float64{54, -34, 32, 38})
	c.chest(cat, 0, -88, 27, 36)
	c.line(k.dark, 2.6, "M0 -58V-8M-26 -62Q-31 -34 -27 -8M26 -62Q31 -34 27 -8", fade(0.8))
	c.line(k.dark, 2.6, "M-58 -34Q-36 -42 -33 -14M58 -34Q36 -42 33 -14", fade(0.5))
	c.paws(cat, -15, 15, -6)
	c.collarAt(cat, 0, -124, 34)
	c.at(0, -162, 1, c.Between(-7, 7), func() { c.head(cat, m) })
}

func (c *canvas) loaf(cat Cat, m mood) {
	x := -34.0
	c.fur(cat, "M-96 -4C-110 -62 -64 -100 4 -100C72 -100 112 -58 98 -4C70 6 -70 6 -96 -4Z",
		"M34 -104Q30 -86 38 -70M58 -98Q54 -80 62 -62M82 -84Q76 -66 84 -50", [4]float64{58, -76, 34, 30}, [4]float64{86, -20, 30, 28}, [4]float64{-70, -10, 30, 20})
	c.chest(cat, x, -36, 34, 28)
	c.tail(cat, 20, "M92 -14C84 -2 52 0 26 -3")
	c.paws(cat, x-20, x+16, -5)
	c.collarAt(cat, x, -56, 34)
	c.at(x, -94, 1, c.Between(-8, 8), func() { c.head(cat, m) })
}

func (c *canvas) sleep(cat Cat, m mood) {
	k := cat.coat
	c.fur(cat, "M-104 -8C-124 -64 -64 -116 12 -114C92 -112 126 -52 104 -8C70 6 -72 6 -104 -8Z",
		"M8 -118Q4 -98 14 -82M36 -114Q32 -94 42 -78M64 -104Q58 -86 68 -68M88 -86Q82 -70 90 -54", [4]float64{50, -92, 40, 34}, [4]float64{96, -40, 30, 34}, [4]float64{-12, -110, 28, 20})
	c.line(k.dark, 3, "M26 -58C58 -66 84 -46 78 -16", fade(0.6))
	c.at(-44, -48, 0.92, -12, func() { c.head(cat, m) })
	c.tail(cat, 23, "M100 -30C104 -4 60 -4 -6 -7")
	c.at(-104, -112, 1, -8, func() {
		c.line("#ffffff", 4, "M0 0H13L0 15H13", fade(0.9))
		c.line("#ffffff", 3, "M-18 -22H-8L-18 -10H-8", fade(0.7))
	})
}

func (c *canvas) sprawl(cat Cat, m mood) {
	k := cat.coat
	c.tail(cat, 19, "M118 -20C142 -16 150 -36 142 -54")
	c.fur(cat, "M-104 -8C-120 -56 -62 -82 0 -78C72 -74 128 -62 124 -16C112 6 -84 6 -104 -8Z",
		"M-6 -82Q-10 -64 -2 -48M22 -80Q18 -62 26 -46M50 -76Q46 -58 54 -42M78 -70Q74 -54 80 -38", [4]float64{24, -66, 36, 26}, [4]float64{96, -30, 32, 34}, [4]float64{-30, -10, 26, 18})
	c.chest(cat, -20, -12, 62, 15)
	c.line(k.dark, 3, "M64 -4C60 -36 84 -52 108 -40", fade(0.6))
	c.line(k.base, 22, "M-70 -16L-124 -10")
	c.line(k.base, 22, "M72 -10L104 -8")
	c.paws(cat, -132, 112, -8)
	c.collarAt(cat, -80, -34, 32)
	c.at(-80, -68, 0.95, c.Between(-14, 4), func() { c.head(cat, m) })
}

// back is a cat from behind, looking at what lies beyond.
func (c *canvas) back(cat Cat, _ mood) {
	k := cat.coat
	c.fur(cat, "M-64 -8C-78 -62 -48 -134 0 -136C48 -134 78 -62 64 -8C52 6 -52 6 -64 -8Z",
		"M-20 -116Q0 -106 20 -116M-26 -94Q0 -82 26 -94M-30 -70Q0 -58 30 -70M-66 -44L-44 -40M66 -44L44 -40", [4]float64{-40, -92, 36, 34}, [4]float64{46, -50, 34, 40})
	c.line(k.dark, 3, "M-54 -8Q-52 -46 -24 -52M54 -8Q52 -46 24 -52", fade(0.55))
	c.at(0, -162, 1, c.Between(-9, 9), func() {
		c.ears(cat, false)
		c.path(k.base, headPath)
		c.within(headPath, func() {
			switch k.pattern {
			case tabby:
				c.line(k.mark, 7, "M0 -52V-24M-20 -50L-15 -26M20 -50L15 -26M-24 6Q0 16 24 6")
			case patches:
				c.oval(k.mark, -40, -30, 38, 34)
				c.oval(k.mark2, 44, -30, 34, 40)
			}
		})
	})
	if cat.collar >= 0 {
		c.line(collars[cat.collar].colour, 9, "M-40 -122Q0 -110 40 -122")
	}
	c.tail(cat, 21, "M4 -14C70 8 104 -10 92 -44C88 -58 98 -68 108 -64")
}

func (c *canvas) walk(cat Cat, m mood) {
	k := cat.coat
	c.tail(cat, 19, "M84 -88C112 -104 96 -146 112 -164C118 -172 128 -170 130 -162")
	c.line(k.dark, 22, "M-34 -50L-26 -12M62 -50L54 -12")
	c.fur(cat, "M-86 -70C-86 -108 -40 -110 0 -106C50 -110 96 -114 98 -76C100 -44 76 -40 40 -42C0 -38 -82 -34 -86 -70Z",
		"M-10 -110Q-14 -92 -8 -78M16 -110Q12 -92 18 -78M42 -110Q38 -92 44 -78M68 -110Q64 -92 70 -76", [4]float64{20, -96, 36, 26}, [4]float64{84, -66, 30, 34})
	c.line(k.base, 23, "M-62 -56L-68 -12M80 -60L88 -12")
	c.paws(cat, -72, -28, -8)
	c.paws(cat, 54, 86, -8)
	c.collarAt(cat, -70, -84, 30)
	c.at(-74, -116, 0.92, c.Between(-6, 6), func() { c.head(cat, m) })
}

// stretch has the front low, the back high and the tail up.
func (c *canvas) stretch(cat Cat, m mood) {
	k := cat.coat
	c.tail(cat, 18, "M98 -92C124 -104 116 -134 130 -144")
	c.line(k.dark, 22, "M70 -50L62 -12M-60 -20L-112 -8")
	c.fur(cat, "M-96 -22C-92 -54 -40 -50 -8 -62C24 -76 40 -116 82 -114C118 -110 116 -60 100 -38C84 -26 60 -40 24 -22C-10 -6 -84 4 -96 -22Z",
		"M6 -72Q14 -56 14 -44M26 -90Q36 -72 36 -58M50 -108Q58 -90 58 -74M78 -116Q84 -98 82 -82", [4]float64{40, -84, 34, 26}, [4]float64{98, -60, 30, 34})
	c.line(k.base, 23, "M92 -56L98 -12M-70 -16L-124 -8")
	c.paws(cat, 60, 96, -8)
	c.paws(cat, -112, -134, -8)
	c.collarAt(cat, -74, -34, 28)
	c.at(-78, -60, 0.88, -8, func() { c.head(cat, m) })
}

// bellyUp is a cat on its back, seen from above.
func (c *canvas) bellyUp(cat Cat, m mood) {
	k := cat.coat
	c.tail(cat, 20, "M22 -26C64 0 84 -22 80 -52")
	c.line(k.base, 30, "M-44 -52L-58 -30M44 -52L58 -30")
	c.fur(cat, "M-58 -52C-70 -110 -46 -164 0 -166C46 -164 70 -110 58 -52C44 -14 -44 -14 -58 -52Z",
		"M-66 -112L-46 -108M-66 -88L-46 -86M66 -112L46 -108M66 -88L46 -86M-62 -64L-44 -66M62 -64L44 -66", [4]float64{-46, -110, 30, 34}, [4]float64{48, -60, 30, 30})
	if k.pattern != solid {
		c.oval(k.light, 0, -88, 36, 56)
	} else {
		c.oval(k.light, 0, -88, 36, 56, fade(0.6))
	}
	c.line(k.base, 28, "M-44 -136L-58 -116M44 -136L58 -116")
	for _, p := range [][2]float64{{-60, -24}, {60, -24}, {-62, -108}, {62, -108}} {
		c.oval(k.paw(), p[0], p[1], 18, 17)
		c.oval("#f0a6a0", p[0], p[1]+3, 8, 6)
		c.oval("#f0a6a0", p[0]-8, p[1]-6, 3, 3.4)
		c.oval("#f0a6a0", p[0], p[1]-9, 3, 3.4)
		c.oval("#f0a6a0", p[0]+8, p[1]-6, 3, 3.4)
	}
	c.collarAt(cat, 0, -158, 32)
	c.at(0, -190, 1, c.Between(-12, 12), func() { c.head(cat, m) })
}
