package cats

import "github.com/dromedary-go/dromedary/components/twitter/demo/dice"

type pattern int

const (
	solid pattern = iota
	tabby
	bicolour // white muzzle, chest and paws
	patches
	points // dark face, ears, paws and tail
)

// coat is how a kind of cat is coloured.
type coat struct {
	name    string
	pattern pattern
	base    string // most of the fur
	dark    string // fur in the shade, and what parts legs from the body
	light   string // muzzle, chest, paws
	mark    string // stripes, patches or points
	mark2   string // the other patches
	line    string // mouth and closed eyes
	eyes    []string
}

var coats = []coat{
	{"ginger tabby", tabby, "#f2a65a", "#dd8a3e", "#fdebd6", "#d67d2c", "", "#5a3420", []string{"#7fa650", "#d9a520", "#5b8c6a"}},
	{"ginger and white", bicolour, "#ef9f52", "#d8843a", "#fffaf2", "#d67d2c", "", "#5a3420", []string{"#7fa650", "#e0ac2b"}},
	{"cream", tabby, "#f5dfbd", "#dfbf90", "#fff8ea", "#e3bf8a", "", "#6b4a35", []string{"#5d9aa8", "#c98f2d"}},
	{"silver tabby", tabby, "#b4b8c3", "#9096a5", "#f3f4f7", "#767c8d", "", "#3f4352", []string{"#8fb04e", "#5fa38a"}},
	{"brown tabby", tabby, "#b8936c", "#936f4d", "#f0e2ce", "#74543a", "", "#3f2a1e", []string{"#9bb04c", "#d8a53a"}},
	{"black", solid, "#3a3746", "#292733", "#4a4758", "", "", "#b9b3cc", []string{"#e9c53c", "#9ccc5b", "#f0b23c"}},
	{"white", solid, "#fbf8f2", "#e0d8cb", "#ffffff", "", "", "#5b5560", []string{"#5aa2d6", "#7fb069", "#dba533"}},
	{"tuxedo", bicolour, "#3a3847", "#292733", "#fbf8f2", "", "", "#4b4658", []string{"#9ccc5b", "#e9c53c"}},
	{"calico", patches, "#fdf8ef", "#e2d8c8", "#ffffff", "#ee9c50", "#45414d", "#5b4a4a", []string{"#8db255", "#d9a93a"}},
	{"grey", solid, "#8b95a9", "#6d778d", "#a3adbf", "", "", "#343a4a", []string{"#e8a93a", "#d7c04a"}},
	{"grey and white", bicolour, "#8f98aa", "#737d92", "#fdfbf7", "", "", "#3d4252", []string{"#8fb04e", "#e0ac2b"}},
	{"Siamese", points, "#f4e7d3", "#d9c5a7", "#f9f0e2", "#6d5348", "", "#3d2a24", []string{"#4f9bd9", "#5fb0e0"}},
	{"tortoiseshell", patches, "#5a4340", "#43312f", "#6d534f", "#dd914a", "#352a2d", "#e2c3a2", []string{"#d9b13a", "#a9bd4d"}},
}

var collars = []struct{ name, colour string }{
	{"red", "#d8463c"}, {"blue", "#3f74c4"}, {"green", "#4b9b63"}, {"yellow", "#edb92e"}, {"pink", "#e8799b"}, {"turquoise", "#35a6a3"},
}

// Cat is how one cat looks; the same cat may be drawn many times.
type Cat struct {
	coat   *coat
	eyes   string
	collar int  // index of collars; -1 is none
	fluffy bool // tufts at the cheeks
	mirror bool // which side the patches are on
}

// Meet answers the cat of a number.
func Meet(seed uint64) Cat {
	d := dice.New(seed, 0xca7)
	c := Cat{coat: &coats[d.Int(len(coats))], collar: -1}
	c.eyes = dice.Pick(d, c.coat.eyes)
	if d.Chance(0.5) {
		c.collar = d.Int(len(collars))
	}
	c.fluffy, c.mirror = d.Chance(0.35), d.Chance(0.5)
	return c
}

// Coat is the cat's colouring in words, such as "ginger tabby".
func (c Cat) Coat() string { return c.coat.name }
