package demo

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components/twitter/demo/cats"
	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

// post is what somebody wrote at some time.
type post struct {
	id        uint64
	author    *person
	text      string
	words     string // text in lower case, for the search
	lang      string
	media     []attachment
	sensitive bool
	link      bool
	charm     float64       // how well it does, about 1
	gone      time.Duration // the age at which it is taken down, 0 for never
}

type attachment struct {
	kind    string // photo, video or animated_gif
	key     string
	picture cats.Picture
	alt     string // "" where the author gave none
	seconds int    // a video's length
}

var keyPrefixes = map[string]string{"photo": "3_", "video": "13_", "animated_gif": "16_"}

// view is the attachment number from which on pictures have no cat in them.
const view = 5

// picture answers the picture that belongs to the id of an attachment.
func (t timeline) picture(id uint64) cats.Picture {
	seed := dice.New(t.seed, id).Next()
	if id&7 >= view {
		return cats.View(seed)
	}
	return cats.Of(seed, author(id).cat)
}

// post composes the post of an id. Of the posts about cats, 65 in 100 have photos, 8 a video or animation, 5 a link;
// one in eight posts is about something else.
func (t timeline) post(id uint64) *post {
	d := dice.New(t.seed, 0x9057, id)
	p := &post{id: id, author: author(id), charm: math.Pow(2, d.Between(-2, 3))}
	p.lang = p.author.lang
	p.sensitive = d.Chance(0.03)
	if d.Chance(0.02) {
		p.gone = time.Duration(d.Between(10, 60) * float64(time.Minute))
	}
	if d.Chance(0.12) {
		t.aside(d, p)
	} else {
		t.about(d, p)
	}
	p.words = strings.ToLower(p.text)
	return p
}

// about writes about the cat.
func (t timeline) about(d *dice.Dice, p *post) {
	switch kind := d.Float(); {
	case kind < 0.65:
		n := 1
		if d.Chance(0.1) {
			n = 2 + d.Int(3)
		}
		for i := range n {
			t.attach(d, p, "photo", uint64(1+i))
		}
	case kind < 0.73:
		t.attach(d, p, dice.Pick(d, []string{"video", "video", "animated_gif"}), 1)
	case kind < 0.78 && p.lang == "en":
		p.link = true
		p.text = say(d, p.author, "link")
	}
	if p.text == "" {
		subject := "any"
		if len(p.media) > 0 && d.Chance(0.55) {
			subject = p.media[0].picture.Place
		}
		p.text = say(d, p.author, subject)
	}
	if !hasWord(strings.ToLower(p.text), "cat") && !hasWord(strings.ToLower(p.text), "cats") && p.text != "🐈" {
		p.text += dice.Pick(d, []string{" #cat", " #cat", " #cats", " #kitten #cat"})
	}
}

// aside writes about the dog, the weather or nothing in particular.
func (t timeline) aside(d *dice.Dice, p *post) {
	subject := dice.Pick(d, []string{"weather", "weather", "talk", "dog"})
	if len(languages()[p.lang].texts[subject]) == 0 {
		subject = "talk"
	}
	p.text = say(d, p.author, subject)
	if subject == "weather" && d.Chance(0.5) {
		t.attach(d, p, "photo", view)
	}
}

func (t timeline) attach(d *dice.Dice, p *post, kind string, number uint64) {
	id := p.id | number
	a := attachment{kind: kind, key: keyPrefixes[kind] + strconv.FormatUint(id, 10), picture: t.picture(id)}
	if !d.Chance(0.2) {
		a.alt = a.picture.Alt
	}
	if kind == "video" {
		a.seconds = 4 + d.Int(50)
	}
	p.media = append(p.media, a)
}

// visible tells whether the post is there at a time.
func (p *post) visible(now time.Time) bool {
	age := now.Sub(timeOf(p.id))
	return age >= 0 && (p.gone == 0 || age < p.gone)
}

// likes grow fast in the first hour and slowly after it.
func (p *post) likes(now time.Time) int {
	minutes := max(now.Sub(timeOf(p.id)).Minutes(), 0)
	return int(p.charm * 40 * minutes / (minutes + 45))
}

func (p *post) created() string { return timeOf(p.id).Format("2006-01-02T15:04:05.000Z") }

// attachmentID reads a media key such as 3_2124484632245211139.
func attachmentID(key string) (uint64, error) {
	for _, prefix := range keyPrefixes {
		if digits, ok := strings.CutPrefix(key, prefix); ok {
			if id, err := parseID(digits); err == nil && id&7 != 0 {
				return id, nil
			}
		}
	}
	return 0, fmt.Errorf("%q is not a media key", key)
}

// parseID reads an id: 1 to 19 digits.
func parseID(text string) (uint64, error) {
	if text == "" || len(text) > 19 || strings.Trim(text, "0123456789") != "" {
		return 0, fmt.Errorf("%q is not an id of 1 to 19 digits", text)
	}
	return strconv.ParseUint(text, 10, 64)
}
