//go:build integration

package twittercats

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// oddCards sends what a page must cope with: no JSON, no card, markup, addresses that are none, a picture that is not
// there, a sensitive one, a card twice, a card that is taken back.
const oddCards = `
- route:
    id: search-cats
    from:
      uri: timer:once?delay=2500&repeatCount=1
      steps:
        - setBody: {constant: 'no JSON at all'}
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '[{"id":"nothing"}]'}
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '{"id":"markup","text":"<img src=x onerror=alert(1)> <b>bold</b>","author":{"name":"<script>alert(2)</script>","url":"javascript:alert(3)"},"url":"javascript:alert(4)","media":[{"url":"javascript:alert(5)"},{"url":"//elsewhere.example/x.svg"},{"url":"data:image/svg+xml,<svg/>"}]}'}
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '{"id":"twice","text":"Twice","author":{"name":"A","handle":"@a"},"media":[{"type":"gif","thumb":"/favicon.svg","alt":"A cat that looks at you","w":400,"h":300}]}'}
        - to: stomp-ws:/topic/cats
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '{"id":"hidden","text":"Not for all","sensitive":true,"author":{"name":"B"},"media":[{"thumb":"/favicon.svg"},{"thumb":"/favicon.svg?2"}]}'}
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '{"id":"lost","text":"Picture lost","author":{"name":"C"},"media":[{"thumb":"/nowhere.svg","w":300,"h":400}]}'}
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '{"id":"gone","text":"Taken back","author":{"name":"D"},"media":[{"thumb":"/favicon.svg"}]}'}
        - to: stomp-ws:/topic/cats
        - delay: {constant: 6000}
        - setBody: {constant: '{"id":"gone","op":"delete"}'}
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '{"id":"gone","text":"Taken back","author":{"name":"D"},"media":[{"thumb":"/favicon.svg"}]}'}
        - to: stomp-ws:/topic/cats
        - setBody: {constant: '{"id":"last","text":"Last","author":{"name":"E"}}'}
        - to: stomp-ws:/topic/cats
`

func TestOddCards(t *testing.T) {
	b := newTab(t, wide)
	s := serveRoutes(t, oddCards)
	b.do(chromedp.Navigate(s.url()))
	if !eval[bool](b, `document.getElementById("empty").checkVisibility()`) {
		t.Error("the empty wall says nothing")
	}
	tile := func(id string) string { return `document.querySelector("[data-id=` + id + `]")` }
	b.until(5*time.Second, tile("gone"))
	if n := eval[int](b, `document.querySelectorAll("article").length`); n != 5 {
		t.Errorf("%d tiles, want 5", n)
	}
	if got := eval[string](b, tile("markup")+`.innerText`); !strings.Contains(got, "<img src=x onerror=alert(1)> <b>bold</b>") || !strings.Contains(got, "<script>alert(2)</script>") {
		t.Errorf("markup is not shown as text: %q", got)
	}
	if n := eval[int](b, tile("markup")+`.querySelectorAll("img, a, script, .text b").length`); n != 0 {
		t.Errorf("markup or an address became %d elements", n)
	}
	if got := eval[string](b, tile("twice")+`.querySelector(".mark").textContent`); got != "GIF" {
		t.Errorf("mark: got %q", got)
	}
	b.do(chromedp.Click(`[data-id=twice] .alt`))
	b.until(time.Second, tile("twice")+`.querySelector(".alt-words").checkVisibility()`)

	if !eval[bool](b, tile("hidden")+`.querySelector(".veiled") !== null`) {
		t.Error("a sensitive picture is shown")
	}
	b.do(chromedp.Click(`[data-id=hidden] .show`))
	b.until(time.Second, tile("hidden")+`.querySelector(".veiled") === null && !document.querySelector("dialog[open]")`)
	if label := eval[string](b, tile("hidden")+`.querySelector("img").alt`); label != "Photo posted by B: Not for all" {
		t.Errorf("alt: got %q", label)
	}
	b.until(5*time.Second, tile("lost")+`.querySelector("img.broken") && `+tile("lost")+`.querySelector(".picture").offsetHeight > 100`)

	b.do(script(`document.activeElement.blur()`), chromedp.MouseEvent("mouseMoved", 5, 5))
	b.until(10*time.Second, tile("last")+" && !"+tile("gone"))
	b.steady()
}

func TestSensitiveCanBeLeftOut(t *testing.T) {
	s := serveRoutes(t, oddCards)
	b := open(t, s.url(), wide)
	b.until(5*time.Second, `document.querySelector("[data-id=hidden]")`)
	b.do(script(`document.querySelector("#settings input[value=hide]").click()`))
	b.until(2*time.Second, `document.querySelectorAll("article").length > 2 && !document.querySelector("[data-id=hidden]")`)
}

// The page and the socket may live on separate hosts, as in Camel's own example; the pictures come from the socket's.
func TestPageFromAnotherHost(t *testing.T) {
	files, err := fs.Sub(FS, "page")
	if err != nil {
		t.Fatal(err)
	}
	host := httptest.NewServer(http.FileServerFS(files))
	defer host.Close()
	pageHost := strings.TrimPrefix(host.URL, "http://")
	s := serve(t, "--property", "camel.component.stomp-ws.allowedOrigins="+host.URL, "--property", "camel.server.staticEnabled=false")
	b := open(t, host.URL+"/?ws=ws://"+s.address()+"/ws", wide)
	b.until(5*time.Second, pictures+" >= 20")
	b.fine(pageHost, s.address())
}

func TestSourceThatIsAway(t *testing.T) {
	s := serve(t, "--property", "camel.component.twitter-search.baseUrl=http://127.0.0.1:"+freePort(t),
		"--property", "camel.component.twitter-search.bearerToken=none")
	b := open(t, s.url(), wide)
	b.until(10*time.Second, state+` === "trouble" && document.getElementById("link-words").textContent === "Source down"`)
	b.until(time.Second, `document.getElementById("notice").checkVisibility() && document.getElementById("empty").checkVisibility()`)
	if words := eval[string](b, `document.getElementById("notice").textContent`); !strings.Contains(words, "refused") {
		t.Errorf("the reason is not told: %q", words)
	}
	if eval[string](b, `document.getElementById("demo").dataset.on`) == "true" {
		t.Error("a feed that is no demo is called one")
	}
	b.accessible("source down")
	b.screenshot("source-down")
	b.fine(s.address())
}
