//go:build integration

package twittercats

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

func itoa(n int) string { return strconv.Itoa(n) }

// axe is the source of axe-core, from npm.
var axe = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "axe-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	if out, err := exec.Command("npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "--silent", "axe-core@4").CombinedOutput(); err != nil {
		return "", &exec.Error{Name: "npm install axe-core: " + string(out), Err: err}
	}
	text, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	return string(text), err
})

// accessible checks the page as it stands against WCAG 2.2 AA.
func (b *tab) accessible(what string) {
	b.t.Helper()
	source, err := axe()
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(script(source))
	type violation struct {
		ID, Help string
		Nodes    []struct{ HTML, FailureSummary string }
	}
	// Colours in the middle of a movement are nobody's: all movement is at its end first.
	found := eval[string](b, `(async () => {
		for (const a of document.getAnimations()) if (a.effect.getComputedTiming().endTime !== Infinity) a.finish();
		const result = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
		if (result.passes.length < 10) throw new Error("axe looked at nothing");
		return JSON.stringify(result.violations);
	})()`)
	var violations []violation
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range violations {
		for _, n := range v.Nodes {
			b.t.Errorf("%s: %s: %s\n%s\n%s", what, v.ID, v.Help, n.HTML, n.FailureSummary)
		}
	}
}

func TestLooks(t *testing.T) {
	s := serve(t)
	for name, v := range map[string]view{
		"wide-light": wide, "wide-dark": wide.inTheDark(), "phone-light": phone, "phone-dark": phone.inTheDark(),
		"still": wide.withoutMovement(), "tablet": {width: 820, height: 1180},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, s.url(), v)
			// Pictures that are out of sight are lazy: a phone shows fewer.
			b.until(5*time.Second, `document.querySelectorAll("article").length >= 20 && `+pictures+` >= 4 &&
				[...document.images].every((img) => img.complete || img.loading === "lazy")`)
			b.until(5*time.Second, `document.getElementById("n-seen").textContent !== "–"`)
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("the page is %d px wider than the window", over)
			}
			dark := eval[string](b, `getComputedStyle(document.documentElement).backgroundColor`) == "rgb(22, 19, 17)"
			if dark != v.dark {
				t.Errorf("dark is %v, want %v", dark, v.dark)
			}
			if v.still {
				if n := eval[int](b, `document.getAnimations().length`); n > 0 {
					t.Errorf("%d things move for somebody who asked for no movement", n)
				}
			}
			b.accessible("wall")
			b.screenshot("wall-" + name)
			b.fine(s.address())
		})
	}
}

func TestDialogs(t *testing.T) {
	s := serve(t)
	for name, v := range map[string]view{"light": wide, "dark": phone.inTheDark()} {
		t.Run(name, func(t *testing.T) {
			b := open(t, s.url(), v)
			b.until(5*time.Second, `document.querySelectorAll("article").length >= 20`)
			for dialog, how := range map[string]string{
				"viewer": `article .picture`, "settings": `#settings-open`, "help": `#help-open`,
			} {
				b.do(script(`document.querySelector("` + how + `").click()`))
				b.until(2*time.Second, `document.getElementById("`+dialog+`").open`)
				b.accessible(dialog)
				b.screenshot(dialog + "-" + name)
				b.do(script(`document.querySelector("#` + dialog + ` .close").click()`))
				b.until(2*time.Second, `!document.querySelector("dialog[open]")`)
			}
			b.fine(s.address())
		})
	}
}

func TestThemeIsKept(t *testing.T) {
	s := serve(t)
	b := open(t, s.url(), wide)
	theme := `document.documentElement.dataset.theme`
	for _, want := range []string{`"light"`, `"dark"`} {
		b.do(chromedp.Click("#theme"))
		b.until(2*time.Second, theme+" === "+want)
	}
	b.do(chromedp.Reload())
	b.until(5*time.Second, theme+` === "dark" && document.getElementById("theme").ariaLabel === "Theme: dark"`)
	b.do(chromedp.Click("#theme"))
	b.until(2*time.Second, theme+" === undefined")
}

func TestKiosk(t *testing.T) {
	s := serve(t)
	b := open(t, s.url()+"?kiosk=1&max=24&title=Caturday", wide)
	b.until(5*time.Second, `document.querySelectorAll("article").length === 24`)
	if eval[bool](b, `document.querySelector(".bar").checkVisibility() || document.querySelector(".flow").checkVisibility()`) {
		t.Error("the kiosk shows its controls")
	}
	if title := eval[string](b, "document.title"); title != "Caturday" {
		t.Errorf("title: got %q", title)
	}
	b.until(40*time.Second, shown+" > 24")
	if n := eval[int](b, `document.querySelectorAll("article").length`); n != 24 {
		t.Errorf("%d cats, the most is 24", n)
	}
	b.screenshot("kiosk")
	if got := eval[string](b, `getComputedStyle(document.body).cursor`); !strings.Contains(got, "none") {
		t.Errorf("cursor: %s", got)
	}
}
