package demo

import (
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components/twitter/demo/cats"
)

func TestQuery(t *testing.T) {
	photo := []attachment{{kind: "photo", picture: cats.Picture{}}}
	video := []attachment{{kind: "video"}}
	who := everybody()[0]
	written := func(text, lang string, media []attachment) *post {
		return &post{text: text, words: strings.ToLower(text), lang: lang, media: media, author: who}
	}
	all := map[string]*post{
		"photo": written("My cat Miso sat down. #CatsOfTheFeed", "en", photo),
		"video": written("Kitten and CAT, asleep", "en", video),
		"plain": written("concatenate this, @biscuit_and_tilda", "en", nil),
		"es":    written("El gato duerme", "es", photo),
		"ja":    written("この猫はかわいい 🐈", "ja", nil),
		"link":  {text: "cats: https://example.org", words: "cats: https://example.org", lang: "en", author: everybody()[1], link: true},
	}
	for query, want := range map[string]string{
		"cat":                                "photo video",
		"CAT":                                "photo video",
		"cat kitten":                         "video",
		"cat OR gato":                        "es photo video",
		"cat asleep OR gato":                 "es video",
		"cat (asleep OR miso)":               "photo video",
		"(gato OR (cat kitten)) lang:en":     "video",
		`"cat miso"`:                         "photo",
		`"miso cat"`:                         "",
		"cat -kitten":                        "photo",
		`cat -"sat down"`:                    "video",
		"-kitten cat":                        "photo",
		"猫":                                  "ja",
		"🐈":                                  "ja",
		"#catsofthefeed":                     "photo",
		"#cats":                              "",
		"@biscuit_and_tilda":                 "plain",
		"@biscuit":                           "",
		"from:MISO_daily has:media":          "es photo video",
		"from:@biscuit_and_tilda":            "link",
		"(cat OR gato) has:images":           "es photo",
		"(cat OR gato) has:video_link":       "video",
		"(cat OR gato) -has:images":          "video",
		"(cats OR cat) has:links":            "link photo video",
		"cat has:hashtags":                   "photo",
		"this has:mentions":                  "plain",
		"cat is:retweet":                     "",
		"cat -is:retweet -is:reply":          "photo video",
		"lang:es gato":                       "es",
		"cat OR(gato lang:es)":               "es photo video",
		"  cat  ":                            "photo video",
		"cat OR gato OR 猫 has:media lang:ja": "es photo video",
	} {
		m, err := parseQuery(query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		var got []string
		for _, name := range []string{"es", "ja", "link", "photo", "plain", "video"} {
			if m(all[name]) {
				got = append(got, name)
			}
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: got %q, want %q", query, text, want)
		}
	}
}

func TestQueryMistakes(t *testing.T) {
	for query, want := range map[string]struct {
		position int
		msg      string
	}{
		"":                       {1, "0 characters"},
		strings.Repeat("a", 513): {1, "513 characters"},
		"   ":                    {4, "missing"},
		"cat OR":                 {7, "missing"},
		"OR cat":                 {1, "missing"},
		"cat OR OR dog":          {7, "missing"},
		"(cat":                   {5, ") is missing"},
		"cat)":                   {4, "without a ("},
		"()":                     {2, "missing"},
		"cat -(dog mouse)":       {6, "not a group"},
		"cat - dog":              {6, "before nothing"},
		"cat -":                  {6, "before nothing"},
		`cat "dog`:               {5, "not closed"},
		`cat ""`:                 {5, "nothing in it"},
		"cat min_faves:10":       {5, "not known"},
		"cat has:geo":            {5, "not known"},
		"cat lang:english":       {5, "not a language"},
		"cat $CAT":               {5, "not known"},
		"cat and dog":            {5, "not an operator"},
		"cat or dog":             {5, "not an operator"},
		"猫 猫 min_faves:1":        {5, "not known"},
		"has:media":              {1, "at least one word"},
		"-cat":                   {1, "at least one word"},
		"has:images lang:en":     {1, "at least one word"},
	} {
		_, err := parseQuery(query)
		wrong, ok := err.(*queryError)
		if !ok || wrong.Position != want.position || !strings.Contains(wrong.Msg, want.msg) {
			t.Errorf("%q: got %v, want %q at %d", query, err, want.msg, want.position)
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, seed := range []string{"cat", `(cat OR "a b") -is:retweet has:media`, "((((", `-"`, "猫 OR #x @y", "a:b", "-(", "OR"} {
		f.Add(seed)
	}
	p := (timeline{1, 12}).post(makeID(noon, 0, 1))
	f.Fuzz(func(t *testing.T, query string) {
		m, err := parseQuery(query)
		if (m == nil) == (err == nil) {
			t.Fatalf("%q: both or neither", query)
		}
		if err == nil {
			m(p)
		}
	})
}
