package demo

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

//go:embed texts/*.txt
var textFiles embed.FS

// phrases are the texts of one language.
type phrases struct {
	texts map[string][]string // by what they are about: any, box, sofa, dog, weather ...
	slots map[string][]string // by the slot that the words fill
}

// languages are all phrases, by ISO 639-1 code.
var languages = sync.OnceValue(func() map[string]*phrases {
	all := map[string]*phrases{}
	files, _ := textFiles.ReadDir("texts")
	for _, f := range files {
		content, _ := textFiles.ReadFile("texts/" + f.Name())
		p := &phrases{map[string][]string{}, map[string][]string{}}
		for line := range strings.Lines(string(content)) {
			line = strings.TrimSpace(line)
			if words, ok := strings.CutPrefix(line, "="); ok {
				list := strings.Split(words, " | ")
				p.slots[list[0]] = list[1:]
			} else if about, text, ok := strings.Cut(line, ": "); ok && !strings.HasPrefix(line, "#") {
				p.texts[about] = append(p.texts[about], text)
			}
		}
		all[strings.TrimSuffix(f.Name(), ".txt")] = p
	}
	return all
})

// say answers a text about something by somebody. Where the language has nothing about it, it says anything.
func say(d *dice.Dice, who *person, about string) string {
	p := languages()[who.lang]
	list := p.texts[about]
	if len(list) == 0 {
		list = p.texts["any"]
	}
	return fill(d, p, who, dice.Pick(d, list))
}

func fill(d *dice.Dice, p *phrases, who *person, text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		slot, after, _ := strings.Cut(rest, "}")
		switch slot {
		case "name":
			b.WriteString(who.pet)
		case "coat":
			b.WriteString(who.cat.Coat())
		case "n":
			b.WriteString(strconv.Itoa(2 + d.Int(17)))
		case "friend":
			b.WriteString("@" + dice.Pick(d, everybody()).handle)
		case "link":
			b.WriteString("https://example.org/" + who.handle)
		default:
			b.WriteString(dice.Pick(d, p.slots[slot]))
		}
		text = after
	}
}
