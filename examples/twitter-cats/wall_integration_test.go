//go:build integration

package twittercats

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	pictures = `document.querySelectorAll("article .picture img.loaded").length`
	shown    = `Number(document.getElementById("n-shown").textContent)`
	state    = `document.getElementById("link").dataset.state`
)

func TestWallFillsAndGoesOn(t *testing.T) {
	s := serve(t)
	from := time.Now()
	b := open(t, s.url(), wide)
	b.until(5*time.Second, pictures+" >= 20")
	t.Logf("20 pictures %v after the browser was started", time.Since(from).Round(time.Millisecond))
	b.until(2*time.Second, state+` === "live"`)
	b.until(5*time.Second, `document.getElementById("demo").dataset.on === "true"`)

	before := eval[int](b, shown)
	b.until(40*time.Second, shown+" > "+"2 + "+itoa(before))
	// The figures come by the status topic. The filter drops some of the posts.
	b.until(10*time.Second, `Number(document.getElementById("n-media").textContent) >= 20 &&
		Number(document.getElementById("n-seen").textContent) > Number(document.getElementById("n-media").textContent)`)
	if bad := eval[[]string](b, `[...document.querySelectorAll("article img")].filter((img) => !img.hasAttribute("alt")).map((img) => img.src)`); len(bad) > 0 {
		t.Errorf("pictures without alt: %v", bad)
	}
	b.fine(s.address())
}

func TestPauseAndResume(t *testing.T) {
	s := serve(t)
	b := open(t, s.url(), wide)
	b.until(5*time.Second, pictures+" >= 20")

	b.do(chromedp.Click("#pause"))
	paused := eval[int](b, shown)
	b.until(40*time.Second, `!document.getElementById("more").hidden && document.getElementById("more").innerText.match(/^[2-9]\d* new|^1\d+ new/)`)
	if now := eval[int](b, shown); now != paused {
		t.Errorf("%d cats came while the wall was paused", now-paused)
	}
	b.do(script(`document.activeElement.blur()`), chromedp.KeyEvent(" "))
	b.until(3*time.Second, `document.getElementById("more").hidden && `+shown+" > "+itoa(paused))

	b.do(chromedp.KeyEvent(" "))
	paused = eval[int](b, shown)
	b.until(40*time.Second, `!document.getElementById("more").hidden`)
	b.do(chromedp.Click("#more"))
	b.until(3*time.Second, `document.getElementById("more").hidden && document.getElementById("pause").ariaPressed === "false" && `+shown+" > "+itoa(paused))
	b.fine(s.address())
}

func TestWallWaitsForItsReader(t *testing.T) {
	s := serve(t)
	b := open(t, s.url(), wide)
	b.until(5*time.Second, pictures+" >= 20")
	b.do(script(`scrollTo(0, 600)`))
	before := eval[int](b, shown)
	b.until(40*time.Second, `!document.getElementById("more").hidden`)
	if now := eval[int](b, shown); now != before {
		t.Errorf("%d cats came while somebody had scrolled down", now-before)
	}
	b.do(chromedp.Click("#more"))
	b.until(3*time.Second, `scrollY === 0 && `+shown+" > "+itoa(before))
	b.fine(s.address())
}

func TestSurvivesARestartOfTheServer(t *testing.T) {
	s := serve(t)
	b := open(t, s.url(), wide)
	b.until(5*time.Second, pictures+" >= 20")
	s.stop()
	b.until(5*time.Second, state+` === "reconnecting" && /in \d+ s/.test(document.getElementById("link-age").textContent)`)
	before := eval[int](b, shown)
	s.start()
	b.until(35*time.Second, state+` === "live"`)
	b.until(40*time.Second, shown+" > "+itoa(before))
	ids := eval[[]string](b, `[...document.querySelectorAll("article")].map((tile) => tile.dataset.id)`)
	known := map[string]bool{}
	for _, id := range ids {
		if known[id] || id == "" {
			t.Errorf("cat %q is on the wall twice", id)
		}
		known[id] = true
	}
}

func TestKeyboard(t *testing.T) {
	s := serve(t)
	b := open(t, s.url(), wide)
	b.until(5*time.Second, pictures+" >= 20")
	focused := func(what string) {
		t.Helper()
		b.until(2*time.Second, what)
	}
	b.do(chromedp.KeyEvent("j"))
	focused(`document.activeElement.ariaPosInSet === "1"`)
	b.do(chromedp.KeyEvent("jj"), chromedp.KeyEvent("k"))
	focused(`document.activeElement.ariaPosInSet === "2"`)
	b.do(script(`globalThis.was = document.activeElement`), chromedp.KeyEvent(kb.ArrowDown))
	focused(`document.activeElement !== was && document.activeElement.matches("article") &&
		document.activeElement.getBoundingClientRect().top > was.getBoundingClientRect().top &&
		document.activeElement.getBoundingClientRect().left === was.getBoundingClientRect().left`)
	b.do(chromedp.KeyEvent(kb.ArrowUp))
	focused(`document.activeElement === was`)
	b.do(chromedp.KeyEvent(kb.Enter))
	focused(`document.getElementById("viewer").open && document.getElementById("viewer-name").textContent === was.querySelector(".name").textContent`)
	b.do(chromedp.KeyEvent(kb.Escape))
	focused(`!document.getElementById("viewer").open && document.activeElement === was`)
	b.do(chromedp.KeyEvent(kb.Escape))
	focused(`document.activeElement === document.body`)
	b.do(chromedp.KeyEvent("?"))
	focused(`document.getElementById("help").open`)
	b.do(chromedp.KeyEvent(kb.Escape))
	focused(`!document.getElementById("help").open`)
	b.fine(s.address())
}
